package se.malmo.meet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.StartFailure;

/** Which sites the operator lets show our pages in a frame. */
class EmbedSitesTest {
  @Test
  void sites_are_told_by_their_origins() {
    assertThat(EmbedSites.of("https://malmo.se, https://www.malmo.se:8443\n http://localhost:3000,http://127.0.0.1").origins())
        .containsExactly("https://malmo.se", "https://www.malmo.se:8443", "http://localhost:3000", "http://127.0.0.1");
    assertThat(EmbedSites.of("").isEmpty()).isTrue();
    assertThat(EmbedSites.of(" , ").isEmpty()).isTrue();
  }

  @Test
  void what_is_no_origin_is_refused_at_start_with_what_to_write() {
    for (String wrong : List.of("malmo.se", "http://malmo.se", "https://malmo.se/", "https://*.malmo.se", "*", "https:", "'self'", "https://malmo.se;script-src", "javascript:alert(1)", "https://MALMO.se",
        "https://malmo.se:x", "https://user@malmo.se", "http://127.0.0.1.evil.example")) {
      assertThatThrownBy(() -> EmbedSites.of("https://ok.example, " + wrong)).as(wrong).isInstanceOf(StartFailure.class).hasMessageContaining("MEET_EMBED_SITES").hasMessageContaining(wrong);
    }
  }
}
