package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import se.malmo.meet.platform.DataFolder;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.Settings.GraphAddress;
import se.malmo.meet.platform.StartFailure;
import se.malmo.meet.platform.TestGraph;
import se.malmo.meet.web.Server;

/** What keeps the program from starting is named, with what to do about it. */
class StartTest {
  @TempDir
  private Path folder;

  @Test
  void a_wrong_password_is_told_as_such_however_often_it_is_tried() {
    for (int i = 0; i < 5; i++) {
      StartFailure failure = failure(() -> new Graph(new GraphAddress(TestGraph.freshAddress().uri(), "nobody", "wrong")));
      assertThat(failure).hasMessageContaining("nobody").hasMessageContaining(TestGraph.address().uri().toString()).hasMessageNotContaining("wrong");
      assertThat(failure.remedy()).contains("MEET_NEO4J_PASSWORD");
    }
  }

  @Test
  void nobody_at_the_address_is_told_with_the_address() throws IOException {
    URI nobody = URI.create("bolt://127.0.0.1:" + freePort());
    StartFailure failure = failure(() -> new Graph(new GraphAddress(nobody, "neo4j", "x")));
    assertThat(failure).hasMessageContaining(nobody.toString());
    assertThat(failure.remedy()).contains("MEET_NEO4J_URI");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:7687", "http://localhost:7474", "bolt://", "bolt://a host:7687", "bolt://:7687", "bolt://localhost:99999", "bolt://localhost:7687?x=1", "neo4j"})
  void a_graph_address_that_cannot_be_read_is_told(String address) {
    StartFailure failure = failure(() -> new Graph(Settings.of(Map.of("MEET_NEO4J_URI", address), Optional.empty(), Optional.of(folder), false).outside().orElseThrow()));
    assertThat(failure.getMessage() + failure.remedy()).contains(address).contains("MEET_NEO4J_URI");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "80 80", "-1", "65536", "8080.0", "99999999999"})
  void a_port_that_is_none_is_told_with_its_range(String port) {
    StartFailure failure = failure(() -> Settings.of(Map.of("MEET_PORT", port), Optional.empty(), Optional.empty(), false));
    assertThat(failure).hasMessageContaining(port);
    assertThat(failure.remedy()).contains("65535");
  }

  @Test
  void a_port_given_on_the_command_line_is_checked_too() {
    for (int port : List.of(-1, 65_536)) {
      StartFailure failure = failure(() -> Settings.of(Map.of(), Optional.of(port), Optional.empty(), false));
      assertThat(failure.getMessage() + failure.remedy()).contains("--port", "65535");
    }
  }

  @Test
  void a_taken_port_is_told_on_the_command_line_and_ends_it() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      StringWriter said = new StringWriter();
      CommandLine commandLine = Main.commandLine().setErr(new PrintWriter(said, true));
      assertThat(commandLine.execute("serve", "--port", Integer.toString(taken.getLocalPort()), "--data", folder.toString())).isEqualTo(1);
      assertThat(said.toString()).contains("Port " + taken.getLocalPort(), "--port").doesNotContain("\tat ");
    }
  }

  @Test
  void an_address_of_another_machine_is_not_called_taken() {
    for (String host : List.of("192.0.2.1", "no-such-host.invalid")) {
      StartFailure failure = failure(() -> Server.listen(host, 0));
      assertThat(failure).hasMessageContaining(host).hasMessageNotContaining("taken by another process");
      assertThat(failure.remedy()).contains("MEET_HOST");
    }
  }

  @Test
  void a_folder_that_another_process_has_is_told_with_who_has_it() {
    try (DataFolder held = DataFolder.hold(folder, "meet-malmo serve").orElseThrow()) {
      assertThat(DataFolder.hold(folder, "meet-malmo import")).isEmpty();
      StartFailure starting = failure(() -> open(folder, true));
      assertThat(starting).hasMessageContaining(folder.toString()).hasMessageContaining("meet-malmo serve (process " + ProcessHandle.current().pid() + ")");
      assertThat(starting.remedy()).contains("--data");

      held.announce(8080, TestGraph.freshAddress());
      assertThat(failure(() -> open(folder, true))).hasMessageContaining("port 8080");
      try (GraphAccess access = open(folder, false)) {
        assertThat(access.graph().read("RETURN 1 AS one", Map.of())).hasSize(1);
      }
    }
    DataFolder.hold(folder, "meet-malmo serve").orElseThrow().close();
  }

  @Test
  void the_way_to_the_graph_can_be_read_by_its_owner_alone() throws IOException {
    try (DataFolder held = DataFolder.hold(folder, "meet-malmo serve").orElseThrow()) {
      held.announce(8080, TestGraph.freshAddress());
      DataFolder.secret(folder, new Ids(java.time.Clock.systemUTC()));
      for (String file : List.of("server.json", "secret")) assertThat(Files.getPosixFilePermissions(folder.resolve(file))).hasSize(2);
    }
    assertThat(folder.resolve("server.json")).doesNotExist();
  }

  @Test
  void a_file_in_the_place_of_the_folder_is_told_as_such() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    StartFailure failure = failure(() -> open(file, true));
    assertThat(failure).hasMessageContaining(file.toString()).hasMessageContaining("is a file");
    assertThat(failure.remedy()).contains("--data");
    assertThat(failure(() -> open(file.resolve("in-it"), true)).remedy()).contains("--data");
  }

  @Test
  void a_spoilt_secret_is_told_with_its_file() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "not hexadecimal");
    StartFailure failure = failure(() -> DataFolder.secret(folder, new Ids(java.time.Clock.systemUTC())));
    assertThat(failure).hasMessageContaining(secret.toString()).hasMessageNotContaining("not hexadecimal");
  }

  private static GraphAccess open(Path data, boolean alone) {
    return GraphAccess.open(new Settings(0, "127.0.0.1", data, Optional.empty(), false), "test", alone);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static StartFailure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable start) {
    StartFailure failure = catchThrowableOfType(StartFailure.class, start);
    assertThat(failure).isNotNull();
    assertThat(failure.remedy()).isNotBlank().endsWith(".");
    return failure;
  }
}
