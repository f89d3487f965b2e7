package se.malmo.meet.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the person who starts the program decides: given on the command line, else by environment.
 *
 * @param port the HTTP port, 0 for any free one
 * @param host the address that the HTTP server listens on
 * @param data the folder of the embedded graph and of what belongs to this machine
 * @param outside the Bolt address of a Neo4j server or cluster, when the embedded graph is not wanted
 * @param demo whether the demo city is added
 * @param services the environment's other variables of ours, for the services that the server may use; what cannot be read is told where it is used
 */
public record Settings(int port, String host, Path data, Optional<GraphAddress> outside, boolean demo, Map<String, String> services) {
  private static final String OURS = "MEET_";
  private static final int HIGHEST_PORT = 65_535;

  public Settings {
    services = Map.copyOf(services);
  }

  /** Who stands in front of this server and says truly in X-Forwarded-For whom they ask for. */
  public List<AddressRange> proxies() {
    return AddressRange.list("MEET_TRUSTED_PROXIES", service("MEET_TRUSTED_PROXIES").orElse(""));
  }

  /** Without any other services. */
  public Settings(int port, String host, Path data, Optional<GraphAddress> outside, boolean demo) {
    this(port, host, data, outside, demo, Map.of());
  }

  /** A variable of a service; blank is as left out. */
  public Optional<String> service(String name) {
    return Optional.ofNullable(services.get(name)).map(String::strip).filter(value -> !value.isEmpty());
  }

  @Override
  public String toString() {
    return "port " + port + ", host " + host + ", data " + data + (demo ? ", demo" : "");
  }

  /** Where a graph answers over Bolt, and how to sign in to it. */
  public record GraphAddress(URI uri, String user, String password) {
    @Override
    public String toString() {
      return uri.toString();
    }
  }

  /**
   * Reads the environment; a given option wins over it.
   *
   * @throws StartFailure where a variable cannot be read
   */
  public static Settings of(Map<String, String> environment, Optional<Integer> port, Optional<Path> data, boolean demo) {
    int chosenPort = port.orElseGet(() -> number(environment, "MEET_PORT", 8080));
    if (chosenPort < 0 || chosenPort > HIGHEST_PORT) {
      throw new StartFailure("The port is '" + chosenPort + "'.", "Give --port a number from 0 to " + HIGHEST_PORT + ".");
    }
    Path chosenData = data.orElseGet(() -> Path.of(environment.getOrDefault("MEET_DATA", "data")));
    return new Settings(chosenPort, environment.getOrDefault("MEET_HOST", "127.0.0.1"), chosenData.toAbsolutePath().normalize(),
        outside(environment), demo, environment.entrySet().stream().filter(one -> one.getKey().startsWith(OURS)).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static int number(Map<String, String> environment, String name, int otherwise) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) return otherwise;
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= 0 && number <= HIGHEST_PORT) return number;
    } catch (NumberFormatException e) {
      // said below, with the range
    }
    throw new StartFailure(name + " is '" + value + "'.", "Set " + name + " to a port number from 0 to " + HIGHEST_PORT + ".");
  }

  private static boolean hasHost(String uri) {
    try {
      return new URI(uri).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Optional<GraphAddress> outside(Map<String, String> environment) {
    String uri = environment.getOrDefault("MEET_NEO4J_URI", "").strip();
    if (uri.isEmpty()) return Optional.empty();
    if (!uri.matches("(bolt|neo4j)(\\+s|\\+ssc)?://.+") || !hasHost(uri)) {
      throw new StartFailure("MEET_NEO4J_URI is '" + uri + "'.", "Set it to an address like bolt://host:7687 or neo4j://host:7687.");
    }
    return Optional.of(new GraphAddress(URI.create(uri), environment.getOrDefault("MEET_NEO4J_USER", "neo4j"),
        environment.getOrDefault("MEET_NEO4J_PASSWORD", "")));
  }
}
