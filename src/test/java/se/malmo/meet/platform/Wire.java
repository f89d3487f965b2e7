package se.malmo.meet.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A line to a graph that can be cut, or go silent, and be mended. */
public final class Wire implements AutoCloseable {
  private static final long BREATH = 20_000_000;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Settings.GraphAddress behind;
  private volatile int target;
  private volatile State state = State.WHOLE;

  private enum State { WHOLE, CUT, SILENT, CLOSED }

  public Wire(Settings.GraphAddress behind) {
    this.behind = behind;
    target = behind.uri().getPort();
    try {
      door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::accept);
  }

  /** The graph's address by this line. */
  public Settings.GraphAddress address() {
    return new Settings.GraphAddress(URI.create("bolt://127.0.0.1:" + door.getLocalPort()), behind.user(), behind.password());
  }

  /** All that goes over it ends, and nothing new gets through. */
  public void cut() {
    state = State.CUT;
    open.forEach(Wire::close);
  }

  /** Nobody hangs up, and nothing comes any more. */
  public void silence() {
    state = State.SILENT;
  }

  /** As before. */
  public void mend() {
    state = State.WHOLE;
  }

  /** To a graph that answers elsewhere by now. */
  public void mend(URI other) {
    target = other.getPort();
    mend();
  }

  private void accept() {
    while (state != State.CLOSED) {
      try {
        Socket client = door.accept();
        if (state == State.CUT) {
          close(client);
          continue;
        }
        Socket graph = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(graph);
        Thread.ofVirtual().start(() -> pass(client, graph));
        Thread.ofVirtual().start(() -> pass(graph, client));
      } catch (IOException e) {
        // Somebody has gone; the next one is waited for.
      }
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] some = new byte[16_384];
    try {
      for (int read = from.getInputStream().read(some); read >= 0; read = from.getInputStream().read(some)) {
        while (state == State.SILENT) LockSupport.parkNanos(BREATH);
        to.getOutputStream().write(some, 0, read);
      }
    } catch (IOException e) {
      // Cut.
    } finally {
      close(from);
      close(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    state = State.CLOSED;
    open.forEach(Wire::close);
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
