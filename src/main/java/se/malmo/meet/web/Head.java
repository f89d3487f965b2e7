package se.malmo.meet.web;

import java.util.ArrayList;
import java.util.List;

/**
 * What a page tells machines in its head: where it is, what it is about, what can be followed.
 *
 * @param origin scheme and host of this server as the reader reached it, "" where the page is not for search engines
 * @param canonical the whole address of this page without what only sorts or filters it
 * @param facts what it is about as JSON-LD, "" for nothing
 * @param offersEnglish whether the reader's browser would rather have English
 */
public record Head(String origin, String canonical, String facts, List<Feed> feeds, boolean offersEnglish) {
  /** Of a page that no search engine should keep: one behind a secret, a form, a failure. */
  public static final Head NONE = new Head("", "", "", List.of(), false);

  /** Something to subscribe to, by its path. */
  public record Feed(String title, String path) {}

  public boolean isFindable() {
    return !origin.isEmpty();
  }

  Head canonicalAt(String path) {
    return isFindable() ? new Head(origin, origin + path, facts, feeds, offersEnglish) : this;
  }

  Head about(JsonLd data) {
    return isFindable() ? new Head(origin, canonical, data.text(), feeds, offersEnglish) : this;
  }

  Head with(Feed feed) {
    List<Feed> more = new ArrayList<>(feeds);
    more.add(feed);
    return new Head(origin, canonical, facts, List.copyOf(more), offersEnglish);
  }
}
