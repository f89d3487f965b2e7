package se.malmo.meet.notice;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import se.malmo.meet.platform.MailSettings;
import se.malmo.meet.web.Templates;

/** Hands mails to a mail server (SMTP, RFC 5321). */
final class Smtp implements Carrier, AutoCloseable {
  /** Longer than a mail server takes that means to answer, and much shorter than a lease of the outbox. */
  static final int LIMIT_SECONDS = 30;
  private static final int CONNECT_MILLIS = 10_000;
  /** What a server says of an address that it will never take (RFC 5321, section 4.2.3). */
  private static final Set<Integer> NO_SUCH_ADDRESS = Set.of(550, 551, 553);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(2));
  private final MailClient client;
  private final String from;
  private final String host;

  Smtp(MailSettings.Server server, String publicUrl) {
    MailConfig config = new MailConfig(server.host(), server.port()).setMaxPoolSize(1).setKeepAlive(true).setUserAgent("meet-malmo").setConnectTimeout(CONNECT_MILLIS);
    host = URI.create(publicUrl).getHost();
    config.setOwnHostname(host).setHostnameVerificationAlgorithm("HTTPS").setSsl(server.tls() == MailSettings.Tls.TLS);
    config.setStarttls(server.tls() == MailSettings.Tls.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED);
    config.setLogin(server.user().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED);
    server.user().ifPresent(user -> config.setUsername(user).setPassword(server.password()));
    client = MailClient.create(vertx, config);
    from = server.from();
  }

  @Override
  public void send(Mail mail) {
    MailMessage message = new MailMessage().setFrom(from).setTo(mail.to()).setSubject(mail.content().subject()).setText(mail.content().plain()).setHtml(html(mail.content()));
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers.set("Message-ID", "<" + mail.id() + "@" + host + ">");
    headers.set("Auto-Submitted", "auto-generated");
    headers.set("Content-Language", mail.content().language());
    mail.stop().ifPresent(stop -> headers.set("List-Unsubscribe", "<" + stop + ">").set("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    message.setHeaders(headers);
    try {
      client.sendMail(message).toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw fault(e.getCause());
    } catch (TimeoutException e) {
      throw new Unreachable("no answer in " + LIMIT_SECONDS + " seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable("stopped");
    }
  }

  static String html(Content content) {
    return Templates.render("notice/mail.jte", Map.of("content", content));
  }

  /** What a server says may name the receiver, so only its code is told on. */
  private static RuntimeException fault(Throwable cause) {
    if (cause instanceof SMTPException answer && answer.getReplyCode() > 0) return new Refused("code " + answer.getReplyCode(), NO_SUCH_ADDRESS.contains(answer.getReplyCode()));
    return new Unreachable(cause.getClass().getSimpleName());
  }

  @Override
  public void close() {
    client.close();
    vertx.close();
  }
}
