package se.malmo.meet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.malmo.meet.platform.AddressRange;
import se.malmo.meet.platform.StartFailure;

/** Who is at the other end, behind proxies that tell the truth and clients that may not. */
class ClientsTest {
  private static Clients behind(String proxies) {
    return new Clients(AddressRange.list("MEET_TRUSTED_PROXIES", proxies));
  }

  @Test
  void without_a_proxy_of_ours_the_header_says_nothing() {
    assertThat(behind("").of("203.0.113.7", List.of("198.51.100.1"))).isEqualTo("203.0.113.7");
    assertThat(behind("10.0.0.0/8").of("203.0.113.7", List.of("198.51.100.1, 10.0.0.1"))).isEqualTo("203.0.113.7");
  }

  @Test
  void behind_proxies_of_ours_it_is_the_last_address_that_is_none_of_theirs() {
    Clients clients = behind("10.0.0.0/8, 127.0.0.1");
    assertThat(clients.of("10.1.2.3", List.of("198.51.100.1"))).isEqualTo("198.51.100.1");
    assertThat(clients.of("127.0.0.1", List.of("1.1.1.1, 198.51.100.1, 10.9.9.9"))).isEqualTo("198.51.100.1");
    assertThat(clients.of("127.0.0.1", List.of("1.1.1.1, 198.51.100.1", "10.9.9.9"))).isEqualTo("198.51.100.1");
    assertThat(clients.of("127.0.0.1", List.of("198.51.100.1:4711"))).isEqualTo("198.51.100.1");
  }

  @Test
  void what_is_no_address_ends_the_way_where_it_was_still_true() {
    Clients clients = behind("10.0.0.0/8");
    assertThat(clients.of("10.1.2.3", List.of("198.51.100.1, x, 10.9.9.9"))).isEqualTo("10.9.9.9");
    assertThat(clients.of("10.1.2.3", List.of(""))).isEqualTo("10.1.2.3");
    assertThat(clients.of("10.1.2.3", List.of("evil.example"))).isEqualTo("10.1.2.3");
    assertThat(clients.of("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
    assertThat(clients.of("", List.of("198.51.100.1"))).isEmpty();
  }

  @Test
  void a_network_of_ipv6_is_one_client_and_an_ipv4_address_in_ipv6_is_itself() {
    Clients clients = behind("::1,2001:db8:1::/48");
    String one = clients.of("::1", List.of("2001:db8:2:3::1"));
    assertThat(clients.of("2001:db8:1:ffff::9", List.of("[2001:db8:2:3:aaaa::2]:443"))).isEqualTo(one);
    assertThat(clients.of("::1", List.of("2001:db8:2:4::1"))).isNotEqualTo(one);
    assertThat(clients.of("fe80::1%eth0", List.of())).isEqualTo(clients.of("fe80::2", List.of()));
    assertThat(behind("").of("::ffff:203.0.113.7", List.of())).isEqualTo("203.0.113.7");
  }

  @Test
  void ranges_end_between_two_addresses() {
    Clients clients = behind("192.0.2.64/26");
    assertThat(clients.of("192.0.2.64", List.of("198.51.100.1"))).isEqualTo("198.51.100.1");
    assertThat(clients.of("192.0.2.127", List.of("198.51.100.1"))).isEqualTo("198.51.100.1");
    assertThat(clients.of("192.0.2.63", List.of("198.51.100.1"))).isEqualTo("192.0.2.63");
    assertThat(clients.of("192.0.2.128", List.of("198.51.100.1"))).isEqualTo("192.0.2.128");
  }

  @Test
  void a_list_that_cannot_be_read_is_told_at_start() {
    for (String wrong : List.of("proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::1/129", "10.0.0.1 10.0.0.2")) {
      assertThatThrownBy(() -> behind("127.0.0.1," + wrong)).isInstanceOf(StartFailure.class).hasMessageContaining("MEET_TRUSTED_PROXIES").hasMessageContaining(wrong);
    }
  }
}
