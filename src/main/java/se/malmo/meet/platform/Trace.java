package se.malmo.meet.platform;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What is written down of the nodes that an import changes, in the transaction that changes them, so that it can be undone. */
public interface Trace {
  /** Nothing is. */
  Trace NONE = new Trace() {
    @Override
    public List<Graph.Statement> before(Collection<String> ids) {
      return List.of();
    }

    @Override
    public List<Graph.Statement> after(Collection<String> ids) {
      return List.of();
    }
  };

  /** What the nodes are now, those that there are; to be the first of the transaction. */
  List<Graph.Statement> before(Collection<String> ids);

  /** That they have been changed, and by which event of the log; to be the last of the transaction. */
  List<Graph.Statement> after(Collection<String> ids);

  /** A transaction with what is written down around it. */
  default List<Graph.Statement> around(Collection<String> ids, List<Graph.Statement> statements) {
    return Stream.of(before(ids), statements, after(ids)).flatMap(List::stream).toList();
  }
}
