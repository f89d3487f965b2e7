package se.malmo.meet;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import se.malmo.meet.platform.Commits;
import se.malmo.meet.platform.DataFolder;
import se.malmo.meet.platform.EmbeddedGraph;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.StartFailure;

/** The graph that a command works on: a server's by address, a running process's on the same folder, or its own embedded one. */
record GraphAccess(Graph graph, Settings.GraphAddress address, Optional<DataFolder> folder, Optional<EmbeddedGraph> embedded) implements AutoCloseable {

  /**
   * Finds or opens the graph.
   *
   * @param alone whether this process must hold the folder itself, as a server must
   * @throws StartFailure where it cannot be had
   */
  static GraphAccess open(Settings settings, String purpose, boolean alone) {
    if (settings.outside().isPresent()) return over(settings.outside().get());
    Optional<DataFolder> folder = DataFolder.hold(settings.data(), purpose);
    if (folder.isPresent()) return embedded(folder.get());
    Optional<DataFolder.RunningServer> running = DataFolder.running(settings.data());
    if (alone || running.isEmpty()) {
      throw new StartFailure("The folder " + settings.data() + " is in use by " + DataFolder.holder(settings.data())
          + running.map(server -> ", which answers on port " + server.port()).orElse("") + ".",
          "Stop that process, or name another folder with --data.");
    }
    DataFolder.RunningServer server = running.get();
    return over(new Settings.GraphAddress(URI.create(server.neo4jUri()), server.neo4jUser(), server.neo4jPassword()));
  }

  private static GraphAccess over(Settings.GraphAddress address) {
    return new GraphAccess(new Graph(address), address, Optional.empty(), Optional.empty());
  }

  private static GraphAccess embedded(DataFolder folder) {
    try {
      EmbeddedGraph embedded = EmbeddedGraph.open(folder.graph(), UUID.randomUUID().toString());
      return new GraphAccess(new Graph(embedded.address()), embedded.address(), Optional.of(folder), Optional.of(embedded));
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** What commits touch, where the graph runs in this process. */
  Commits commits() {
    return embedded.map(EmbeddedGraph::commits).orElseGet(Commits::unheard);
  }

  @Override
  public void close() {
    graph.close();
    embedded.ifPresent(EmbeddedGraph::close);
    folder.ifPresent(DataFolder::close);
  }
}
