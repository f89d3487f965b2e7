package se.malmo.meet;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand receipts while no mail server answers, and the program killed as by kill -9 while it sends them. What "at least once" leaves open: a mail is marked
 * as sent after the mail server has taken it, so the one that was handed over and not yet marked may leave twice, under the same Message-ID; never none.
 */
@Tag("slow")
class MailKillTest {
  private static final Logger LOG = LogManager.getLogger();
  private static final int MANY = 1_000;
  private static final int KILLED_AFTER = 300;
  private static final int SENDERS = 8;
  private static final Duration LONG = Duration.ofMinutes(6);

  @TempDir
  private Path folder;

  private final int smtp = Program.freePort();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void each_of_a_thousand_mails_arrives_though_the_program_is_killed_while_it_sends() throws Exception {
    Map<String, String> mail = Map.of("MEET_SMTP_HOST", "127.0.0.1", "MEET_SMTP_PORT", Integer.toString(smtp), "MEET_SMTP_TLS", "none",
        "MEET_MAIL_FROM", "Meet <no-reply@meet.example>", "MEET_PUBLIC_URL", "http://127.0.0.1", "MEET_TRUSTED_PROXIES", "127.0.0.1");
    GreenMail server = new GreenMail(new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    try (Program program = new Program(folder, mail)) {
      program.start();
      Queue<Integer> refused = new ConcurrentLinkedQueue<>();
      try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
        IntStream.range(0, MANY).forEach(i -> senders.execute(() -> submit(program, i, refused)));
      }
      assertThat(refused).as("answers that were no receipt").isEmpty();

      server.start();
      Soon.holds(LONG, KILLED_AFTER + " mails", () -> mails(server).size() >= KILLED_AFTER);
      program.kill();
      int before = mails(server).size();
      assertThat(before).as("killed in the midst of it").isLessThan(MANY);
      program.start();
      Soon.holds(LONG, "a mail to each", () -> receivers(server).size() == MANY);
      List<MimeMessage> all = mails(server);
      LOG.info("{} mails had left when the program was killed; {} arrived in all", before, all.size());
      // The one that was handed over when the program died may come again, under the same Message-ID; no other.
      assertThat(all).hasSizeBetween(MANY, MANY + 1);
      assertThat(all.stream().map(MailKillTest::id).collect(Collectors.toSet())).hasSize(MANY);
    } finally {
      server.stop();
    }
  }

  private void submit(Program program, int number, Queue<Integer> refused) {
    String json = """
        {"title": "Idé %d", "text": "Vi vill laga cyklar tillsammans på gård nummer %d.",
         "sender": {"name": "Åsa", "sector": "business", "organisation": "Cykelköket", "email": "asa%d@cykel.example"}}""".formatted(number, number, number);
    try {
      // Each from another address, so that none of them has written too much.
      HttpResponse<String> answer = client.send(HttpRequest.newBuilder(program.address("/api/v1/initiatives")).header("Content-Type", "application/json")
          .header("X-Forwarded-For", "192.0.2." + number % 250).POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 201) refused.add(answer.statusCode());
    } catch (IOException e) {
      refused.add(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<MimeMessage> mails(GreenMail server) {
    return Arrays.asList(server.getReceivedMessages());
  }

  private static Set<String> receivers(GreenMail server) {
    return mails(server).stream().map(MailKillTest::to).collect(Collectors.toSet());
  }

  private static String to(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String id(MimeMessage mail) {
    try {
      return mail.getMessageID();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
