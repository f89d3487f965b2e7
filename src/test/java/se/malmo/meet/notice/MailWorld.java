package se.malmo.meet.notice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.TestModels;
import se.malmo.meet.ambassador.Bookings;
import se.malmo.meet.ambassador.Covering;
import se.malmo.meet.ambassador.Inquiries;
import se.malmo.meet.identity.Account;
import se.malmo.meet.identity.Accounts;
import se.malmo.meet.identity.SignInLinks;
import se.malmo.meet.initiative.StatusLinks;
import se.malmo.meet.platform.EventLog;
import se.malmo.meet.platform.Graph;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.platform.TestGraph;
import se.malmo.meet.showcase.ThemeStore;
import se.malmo.meet.showcase.Themes;
import se.malmo.meet.vocabulary.Vocabulary;
import se.malmo.meet.vocabulary.VocabularyStore;
import se.malmo.meet.web.Role;

/** A small world with a clock that is moved by hand, a mail server that can be down, and cases to which things happen. */
final class MailWorld implements AutoCloseable {
  static final String BASE = "https://meet.example";
  /** A Monday, a minute before the day's mails. */
  static final Instant MONDAY = Instant.parse("2026-03-02T05:59:00Z");
  private static final byte[] KEY = "a key for tests".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private Instant now = MONDAY;
  final InstantSource clock = () -> now;
  final Graph graph = TestGraph.fresh();
  final EventLog log = new EventLog(graph);
  final Ids ids = new Ids(clock);
  final Accounts accounts = new Accounts(graph, clock, ids);
  private final Themes themes;
  private final int port = freePort();
  private GreenMail server;
  Notices notices;

  MailWorld() {
    themes = new Themes(new Vocabulary(new VocabularyStore(graph, clock), TestModels.analyzer()), new ThemeStore(graph));
    notices = made();
    round();
  }

  Notices made() {
    // Nobody joins or signs in here.
    MemberText members = new MemberText(accounts, new SignInLinks(graph, accounts, clock, ids, KEY), null, null, null, null, null);
    Covering covering = new Covering(accounts);
    AmbassadorNews ambassadors = new AmbassadorNews(new Inquiries(graph, covering, clock, ids, KEY), new Bookings(graph, covering, clock, ids, KEY), covering);
    return new Notices(graph, log, accounts, themes, new StatusLinks(graph, clock, KEY), members, ambassadors, new Outbox(graph, clock, ids), clock, ids, KEY);
  }

  /** The process ends and another begins: nothing but the graph is left. */
  MailWorld anew() {
    notices.close();
    notices = made();
    return this;
  }

  MailWorld up() {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return this;
  }

  MailWorld down() {
    server.stop();
    server = null;
    return this;
  }

  MailWorld at(Instant then) {
    now = then;
    return this;
  }

  MailWorld at(String then) {
    return at(Instant.parse(then));
  }

  /** One round of the postman. */
  MailWorld round() {
    notices.round(settings(), BASE);
    return this;
  }

  MailSettings settings() {
    return new MailSettings(Optional.of(new MailSettings.Server("127.0.0.1", port, Optional.empty(), "", MailSettings.Tls.NONE, "Meet Malmö <no-reply@meet.example>")), Optional.of(BASE));
  }

  List<MimeMessage> mails() {
    return server == null ? List.of() : Arrays.asList(server.getReceivedMessages());
  }

  List<MimeMessage> mailsTo(String address) {
    return mails().stream().filter(mail -> to(mail).equals(address)).toList();
  }

  static String to(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String header(MimeMessage mail, String name) {
    try {
      return mail.getHeader(name) == null ? "" : String.join(" ", mail.getHeader(name));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its plain text (0) or its HTML (1). */
  private static String part(MimeMessage mail, int number) {
    try {
      return ((Multipart) mail.getContent()).getBodyPart(number).getContent().toString().replace("\r\n", "\n");
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String plain(MimeMessage mail) {
    return part(mail, 0);
  }

  static String html(MimeMessage mail) {
    return part(mail, 1);
  }

  /** An idea that comes in, with the answer due in three weeks. */
  String idea(String title, String language, String email) {
    String id = ids.next("ini-");
    String reference = "MM-2026-" + id.substring(id.length() - 6);
    graph.write(List.of(new Graph.Statement("""
        CREATE (:Initiative {id: $id, reference: $reference, title: $title, language: $language, status: 'received', published: false, date: datetime($at),
          answerBy: date($by), senderName: 'Åsa', senderEmail: $email, secretHash: $id, proposed: []})
        """, Map.of("id", id, "reference", reference, "title", title, "language", language, "at", now.toString(), "email", email,
            "by", LocalDate.ofInstant(now, java.time.ZoneOffset.UTC).plusDays(21).toString())),
        EventLog.append(now, List.of(new EventLog.Happening("initiative.received", id, "sender")))));
    return id;
  }

  /** Something is done to it by an account that is somebody else's. */
  void happens(String id, String type, Map<String, String> details, String cypher) {
    graph.write(List.of(new Graph.Statement("MATCH (i:Initiative {id: $id}) " + cypher, Map.of("id", id)),
        EventLog.append(now, List.of(new EventLog.Happening("initiative." + type, id, "acc-somebody", details)))));
  }

  /** It goes to a förvaltning, to one of its people or to all of them. */
  void goesTo(String id, String forvaltning, Optional<Account> handler) {
    graph.write("MERGE (:Forvaltning {id: $id})", Map.of("id", forvaltning));
    java.util.HashMap<String, String> details = new java.util.HashMap<>(Map.of("forvaltning", forvaltning, "name", "Kim", "reason", ""));
    handler.ifPresent(one -> details.put("handler", one.id()));
    happens(id, "routed", details, "MATCH (f:Forvaltning {id: '" + forvaltning + "'}) MERGE (i)-[to:ROUTED_TO]->(f) SET to.at = datetime('" + now + "'), i.handler = "
        + handler.map(one -> "'" + one.id() + "'").orElse("null"));
  }

  Account ambassador(String name, String forvaltning) {
    return accounts.make(Role.AMBASSADOR, name, Optional.of(name + "@malmo.example"), Set.of(forvaltning), Optional.empty(), "test");
  }

  Account coordinator(String name) {
    return accounts.make(Role.COORDINATOR, name, Optional.of(name + "@malmo.example"), Set.of(), Optional.empty(), "test");
  }

  long count(String state) {
    return graph.read("MATCH (d:Delivery {state: $state}) RETURN count(d) AS n", Map.of("state", state)).getFirst().get("n").asLong();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    notices.close();
    if (server != null) server.stop();
  }
}
