package se.malmo.meet.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.malmo.meet.notice.AtomFeed.Entry;

class AtomFeedTest {
  private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");

  @Test
  void a_feed_says_all_that_the_format_requires() throws Exception {
    SyndFeed feed = read(feed(List.of(new Entry("urn:uuid:1", "Brödet som blir kvar", "https://meet.example/initiativ/MM-2026-0001", "sv", MONDAY, "Bröd.", List.of("Pågår")),
        new Entry("urn:uuid:2", "Earlier", "https://meet.example/initiativ/MM-2026-0002", "en", MONDAY.minusSeconds(60), "", List.of()))));
    assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
    assertThat(feed.getUri()).isEqualTo("https://meet.example/flode.atom");
    assertThat(feed.getTitle()).isEqualTo("Projekt");
    assertThat(feed.getPublishedDate().toInstant()).isEqualTo(MONDAY);
    assertThat(feed.getAuthors()).hasSize(1);
    assertThat(feed.getLinks()).extracting(link -> link.getRel()).contains("alternate");
    assertThat(feed.getEntries()).hasSize(2).allSatisfy(entry -> {
      assertThat(entry.getUri()).startsWith("urn:uuid:");
      assertThat(entry.getTitle()).isNotBlank();
      assertThat(entry.getUpdatedDate()).isNotNull();
      assertThat(entry.getLink()).startsWith("https://meet.example/initiativ/");
    });
  }

  @Test
  void a_feed_without_entries_is_a_feed_too() throws Exception {
    assertThat(read(feed(List.of())).getPublishedDate().toInstant()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void markup_and_what_xml_cannot_hold_break_nothing() throws Exception {
    String hostile = "</title><svg onload=alert(1)> & ]]> \u0001\u0008\uFFFE \uD83C";
    SyndFeed feed = read(feed(List.of(new Entry("urn:uuid:1", hostile, "https://meet.example/?a=1&b=\"", "sv", MONDAY, hostile, List.of(hostile)))));
    assertThat(feed.getEntries().getFirst().getTitle().strip()).isEqualTo("</title><svg onload=alert(1)> & ]]>");
    assertThat(feed.getEntries().getFirst().getLink()).isEqualTo("https://meet.example/?a=1&b=\"");
  }

  private static String feed(List<Entry> entries) {
    return new AtomFeed("Projekt", "Det som pågår", "sv", "https://meet.example/flode.atom", "https://meet.example/initiativ", Instant.EPOCH, entries).text();
  }

  private static SyndFeed read(String text) throws Exception {
    return new SyndFeedInput().build(new StringReader(text));
  }
}
