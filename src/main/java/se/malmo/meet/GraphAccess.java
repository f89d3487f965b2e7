package se.malmo.meet;

import java.net.URI;
import java.nio.file.Path;
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
    if (folder.isPresent()) return embedded(folder.get(), folder.get().graph());
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

  /**
   * An empty graph, to be filled as a whole: an outside server's, or one in a new folder that is not yet where a server would find it.
   *
   * @throws StartFailure where the folder holds anything but its secret
   */
  static GraphAccess unfinished(Settings settings, String purpose) {
    if (settings.outside().isPresent()) return over(settings.outside().get());
    if (!DataFolder.isNew(settings.data())) {
      throw new StartFailure("The folder " + settings.data() + " is not empty, and a backup is restored into an empty one only.",
          "Name a new folder with --data; its secret may lie there already. Nothing has been written.");
    }
    DataFolder folder = DataFolder.hold(settings.data(), purpose)
        .orElseThrow(() -> new StartFailure("The folder " + settings.data() + " is in use by " + DataFolder.holder(settings.data()) + ".", "Stop that process, or name another folder with --data."));
    // Of a restore that was killed.
    folder.dropUnfinished();
    return embedded(folder, folder.unfinishedGraph());
  }

  private static GraphAccess embedded(DataFolder folder, Path place) {
    try {
      EmbeddedGraph embedded = EmbeddedGraph.open(place, UUID.randomUUID().toString());
      return new GraphAccess(new Graph(embedded.address()), embedded.address(), Optional.of(folder), Optional.of(embedded));
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Ends the work on an unfinished graph: puts it where a server finds it, or throws it away. */
  void closeUnfinished(boolean isWhole) {
    graph.close();
    embedded.ifPresent(EmbeddedGraph::close);
    if (isWhole) folder.ifPresent(DataFolder::finishGraph);
    else folder.ifPresent(DataFolder::dropUnfinished);
    folder.ifPresent(DataFolder::close);
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
