package se.malmo.meet.web;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Forms with files: a few at once, each of a bounded size, on disk only until they are answered. */
final class Uploads {
  /** Three files of ten megabytes and the form around them, and enough beyond to say which file is too large. */
  private static final long LONGEST = 48L * 1024 * 1024;
  private static final int MOST_AT_ONCE = 8;

  private final BodyHandler withFiles;
  private final BodyHandler plain;
  private final AtomicInteger open = new AtomicInteger();

  Uploads(int longestPlain) {
    withFiles = BodyHandler.create(folder().toString()).setBodyLimit(LONGEST).setDeleteUploadedFilesOnEnd(true);
    plain = BodyHandler.create(false).setBodyLimit(longestPlain);
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("meet-uploads");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isExpected(RoutingContext context) {
    String type = context.request().getHeader("Content-Type");
    return type != null && type.regionMatches(true, 0, "multipart/form-data", 0, "multipart/form-data".length());
  }

  /** Says that it is less than a megabyte: who sends large files keeps nobody from sending an idea without any. */
  private static boolean isSmall(RoutingContext context) {
    String length = context.request().getHeader("Content-Length");
    return length != null && length.matches("\\d{1,6}");
  }

  /** Reads the body; refuses (429) where too many large ones are being read already. */
  void read(RoutingContext context) {
    if (!isExpected(context)) {
      plain.handle(context);
      return;
    }
    if (isSmall(context)) {
      withFiles.handle(context);
      return;
    }
    if (open.incrementAndGet() > MOST_AT_ONCE) {
      open.decrementAndGet();
      context.fail(429);
      return;
    }
    context.addEndHandler(done -> open.decrementAndGet());
    withFiles.handle(context);
  }

  static List<Upload> of(RoutingContext context) {
    return context.fileUploads().stream().filter(file -> !file.fileName().isEmpty())
        .map(file -> new Upload(file.fileName(), Path.of(file.uploadedFileName()), file.size())).toList();
  }
}
