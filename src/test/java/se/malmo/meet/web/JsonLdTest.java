package se.malmo.meet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLdTest {
  @Test
  void no_text_can_end_the_element_that_the_data_stands_in() throws Exception {
    String hostile = "</script><script>alert(1)</script><!-- & \u2028 \u202E";
    String text = new JsonLd().and(JsonLd.thing("Organization").with("name", hostile).with("knowsAbout", List.of(hostile))).text();
    assertThat(text).doesNotContain("<", ">", "&", "\u2028");
    JsonNode thing = new ObjectMapper().readTree(text).get("@graph").get(0);
    assertThat(thing.get("name").asText()).isEqualTo(hostile);
    assertThat(thing.get("knowsAbout").get(0).asText()).isEqualTo(hostile);
  }

  @Test
  void what_is_not_known_is_not_said() throws Exception {
    String text = new JsonLd().and(JsonLd.thing("Organization").with("name", "Ugnen").with("description", " ").with("member", List.of())).text();
    assertThat(new ObjectMapper().readTree(text).get("@graph").get(0).properties()).extracting(java.util.Map.Entry::getKey).containsExactly("@type", "name");
  }

  @Test
  void a_long_text_is_cut_between_characters() throws Exception {
    String text = new JsonLd().and(JsonLd.thing("Project").with("description", "x" + "🍞".repeat(400))).text();
    assertThat(new ObjectMapper().readTree(text).get("@graph").get(0).get("description").asText()).endsWith("🍞 …").hasSizeLessThan(510);
  }
}
