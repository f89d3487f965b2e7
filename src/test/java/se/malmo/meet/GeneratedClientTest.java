package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.malmo.meet.web.Role;

/** A client that openapi-generator makes of the contract runs a whole story: its source is client/Story.java, compiled with the client alone. */
@Tag("slow")
class GeneratedClientTest {
  private static final Path GENERATOR = Path.of("target/tools/openapi-generator-cli.jar");
  private static final Path ANNOTATIONS = Path.of("target/tools/jakarta.annotation-api.jar");
  private static final int GENERATOR_MINUTES = 4;

  @TempDir
  private Path folder;

  @Test
  void a_client_that_another_s_generator_makes_of_the_contract_runs_the_whole_story() throws Exception {
    try (TestServer server = TestServer.withDemo()) {
      Path contract = Files.writeString(folder.resolve("openapi.json"), server.get("/openapi.json").body());
      generate(contract);
      Path classes = compile();
      URL[] path = {classes.toUri().toURL()};
      try (URLClassLoader client = new URLClassLoader(path, getClass().getClassLoader())) {
        Object told = client.loadClass("client.Story").getMethod("run", String.class, String.class).invoke(null, server.url(""), server.token(Role.COORDINATOR));
        assertThat(told).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class)).containsExactly("suggested", "received", "queued", "same case again", "assigned", "stale act refused",
            "assessed", "accepted", "noted", "running", "ended", "read publicly", "found in the list");
      }
    }
  }

  private void generate(Path contract) throws IOException, InterruptedException {
    assertThat(GENERATOR).as("copied by the profile slow").exists();
    Path log = folder.resolve("generator.log");
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", GENERATOR.toAbsolutePath().toString(), "generate", "-i", contract.toString(), "-g", "java",
        "--library", "native", "-o", folder.resolve("out").toString(), "--invoker-package", "client.generated", "--api-package", "client.generated.api", "--model-package", "client.generated.model",
        "--additional-properties", "openApiNullable=false,useJakartaEe=true,hideGenerationTimestamp=true,dateLibrary=java8", "--global-property", "apiTests=false,modelTests=false,apiDocs=false,modelDocs=false")
        .redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(GENERATOR_MINUTES, TimeUnit.MINUTES)).isTrue();
    // The generator validates the contract first, and ends with another number where it finds a fault.
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private Path compile() throws IOException {
    Path sources = folder.resolve("out/src/main/java");
    Path story = sources.resolve("client/Story.java");
    try (InputStream in = getClass().getResourceAsStream("/client/Story.java.txt")) {
      Files.createDirectories(story.getParent());
      Files.copy(in, story);
    }
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null); Stream<Path> all = Files.walk(sources)) {
      List<Path> java = all.filter(file -> file.toString().endsWith(".java")).toList();
      boolean isDone = compiler.getTask(said, files, null, List.of("-d", classes.toString(), "-nowarn", "-proc:none", "-classpath",
          ANNOTATIONS.toAbsolutePath() + File.pathSeparator + System.getProperty("java.class.path")), null,
          files.getJavaFileObjectsFromPaths(java)).call();
      assertThat(isDone).as(said.toString()).isTrue();
    }
    return classes;
  }
}
