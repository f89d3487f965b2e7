package se.malmo.meet.web;

/**
 * Where one is in a long list.
 *
 * @param number of this page, from 1
 * @param last number of the last page, at least 1
 * @param address of the list, with its filters, so that a page number can follow
 */
public record Paging(int number, int last, String address) {
  public static final int SIZE = 25;

  /** The place in a list of so many things; past the end counts as the last page. */
  public static Paging of(int asked, long total, String address, String filter) {
    int last = (int) Math.max(1, (total + SIZE - 1) / SIZE);
    return new Paging(Math.min(asked, last), last, address + "?" + (filter.isEmpty() ? "" : filter + "&") + "page=");
  }

  /** How many things come before this page. */
  public int skip() {
    return (number - 1) * SIZE;
  }

  public boolean hasOthers() {
    return last > 1;
  }

  public boolean hasPrevious() {
    return number > 1;
  }

  public boolean hasNext() {
    return number < last;
  }

  public String previous() {
    return address + (number - 1);
  }

  public String next() {
    return address + (number + 1);
  }
}
