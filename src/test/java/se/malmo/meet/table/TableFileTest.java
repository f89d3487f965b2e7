package se.malmo.meet.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.malmo.meet.platform.JsonLines;
import se.malmo.meet.platform.Problem;

/** Whichever form a file has, the same rows come out; and what means ill is refused with what to do. */
class TableFileTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final TableFile<Thing> FILE = new TableFile<>(Thing.class, List.of(Column.required("name", "namn"), Column.of("offers", "vi erbjuder"),
      Column.of("sector", "sektor").saying("business", "näringsliv"), Column.of("date", "datum")),
      cells -> new Thing(cells.text("name"), cells.list("offers"), cells.text("sector"), cells.text("date")));
  private static final List<Thing> EXPECTED = List.of(new Thing("Åkes Ål; & Co", List.of("ål", "rök|ugn"), "business", "2025-03-01"), new Thing("–”Öst” €", List.of(), null, null));
  private static final String TABLE = "Namn;Vi erbjuder;SEKTOR;datum\n\"Åkes Ål; & Co\";ål | rök\\|ugn;Näringsliv;2025-03-01\n–”Öst” €;;;\n";

  /** What a row is about, in this test. */
  public record Thing(String name, List<String> offers, String sector, String date) {}

  @TempDir
  private Path folder;

  private final List<Thing> things = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();

  private List<Thing> read(String name, byte[] content) throws IOException {
    things.clear();
    lines.clear();
    faults.clear();
    unread.clear();
    FILE.read(Files.write(folder.resolve(name), content), (line, row) -> {
      things.add(row);
      lines.add(line);
    }, this::fault, unread::addAll, bytes -> { });
    return things;
  }

  private void fault(JsonLines.RowFault fault) {
    faults.add(fault.line() + " " + fault.fields().stream().map(field -> field.field() + " " + field.key()).collect(Collectors.joining(", ")));
  }

  private void refused(String key, byte[] content) {
    assertThatThrownBy(() -> read("file", content)).isInstanceOfSatisfying(Problem.Invalid.class, e -> assertThat(e.fields().getFirst().key()).isEqualTo(key));
  }

  private static byte[] joined(byte[] first, byte[] then) {
    byte[] all = java.util.Arrays.copyOf(first, first.length + then.length);
    System.arraycopy(then, 0, all, first.length, then.length);
    return all;
  }

  @Test
  void the_same_rows_come_out_of_every_encoding_and_separator() throws IOException {
    byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    List<byte[]> forms = List.of(TABLE.getBytes(StandardCharsets.UTF_8), joined(mark, TABLE.getBytes(StandardCharsets.UTF_8)), TABLE.getBytes(WINDOWS), ("\uFEFF" + TABLE).getBytes(StandardCharsets.UTF_16LE),
        ("\uFEFF" + TABLE).getBytes(StandardCharsets.UTF_16BE), TABLE.getBytes(StandardCharsets.UTF_16LE), TABLE.replace("\n", "\r\n").getBytes(WINDOWS),
        ("sep=;\r\n" + TABLE).getBytes(WINDOWS), TABLE.replace("; &", "<>").replace(';', ',').replace("<>", "; &").getBytes(StandardCharsets.UTF_8),
        TABLE.replace("; &", "<>").replace(';', '\t').replace("<>", "; &").getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < forms.size(); i++) {
      assertThat(read("form-" + i, forms.get(i))).as("form %d", i).isEqualTo(EXPECTED);
      assertThat(faults).isEmpty();
    }
    assertThat(read("rows.jsonl", ("{\"name\": \"Åkes Ål; & Co\", \"offers\": [\"ål\", \"rök|ugn\"], \"sector\": \"business\", \"date\": \"2025-03-01\"}\n\n{\"name\": \"–”Öst” €\", \"offers\": []}\n")
        .getBytes(StandardCharsets.UTF_8))).isEqualTo(EXPECTED);
  }

  @Test
  void a_workbook_is_read_with_its_dates_and_numbers_and_a_formula_is_a_fault_of_its_row() throws IOException {
    String rows = "<row r=\"1\">" + Workbook.text("A1", "Namn") + Workbook.text("B1", "Datum") + Workbook.text("D1", "Något annat") + "</row>"
        + "<row r=\"2\">" + Workbook.text("A2", "Åkes Ål; & Co") + "<c r=\"B2\" s=\"1\"><v>45717</v></c>" + Workbook.text("D2", "x") + "</row>"
        + "<row r=\"4\">" + "<c r=\"A4\"><v>5560001234</v></c>" + Workbook.text("B4", "=1+1") + "</row>"
        + "<row r=\"5\">" + "<c r=\"A5\" t=\"str\"><f>HYPERLINK(\"https://example.org\")</f><v>x</v></c></row>"
        + "<row r=\"6\">" + "<c r=\"A6\" t=\"e\"><v>#REF!</v></c></row>";
    assertThat(read("bok.xlsx", Workbook.sheet("", rows))).containsExactly(new Thing("Åkes Ål; & Co", List.of(), null, "2025-03-01"), new Thing("5560001234", List.of(), null, "=1+1"));
    assertThat(lines).containsExactly(2L, 4L);
    assertThat(faults).containsExactly("5 name problem.table.formula", "6 name problem.table.cell");
    assertThat(unread).containsExactly("Något annat");
  }

  @Test
  void what_our_own_exports_keep_from_being_a_formula_is_read_as_it_was() throws IOException {
    assertThat(read("export.csv", "\uFEFFname;offers\r\n'=1+1;'-a | b\r\n''+46;'x\r\n".getBytes(StandardCharsets.UTF_8)))
        .containsExactly(new Thing("=1+1", List.of("-a", "b"), null, null), new Thing("'+46", List.of("'x"), null, null));
    assertThat(Cells.joined(List.of("a|b", "c\\", "d"))).isEqualTo("a\\|b | c\\\\ | d");
    assertThat(new Cells(1, java.util.Map.of("x", Cells.joined(List.of("a|b", "c\\", "d"))), List.of()).list("x")).containsExactly("a|b", "c\\", "d");
  }

  @Test
  void a_file_that_cannot_be_read_says_why_and_what_to_do() {
    refused("problem.table.empty", new byte[0]);
    refused("problem.table.empty", "\n\n".getBytes(StandardCharsets.UTF_8));
    refused("problem.table.empty", "name;offers\n".getBytes(StandardCharsets.UTF_8));
    refused("problem.table.header", "Titel;Vad\nx;y\n".getBytes(StandardCharsets.UTF_8));
    refused("problem.table.twice", "name;namn\nx;y\n".getBytes(StandardCharsets.UTF_8));
    refused("problem.table.csv", "name;offers\n\"x;y\n".getBytes(StandardCharsets.UTF_8));
    refused("problem.table.row", ("name;offers\n\"" + "x".repeat(1_100_000)).getBytes(StandardCharsets.UTF_8));
    refused("problem.table.form", new byte[] {1, 0, 0, 5, 0, 0, 0, 0, 9, 3});
    refused("problem.table.encoding", new byte[] {'n', 'a', 'm', 'e', ';', 'x', '\n', (byte) 0x81, (byte) 0x8D, '\n'});
    refused("problem.table.xls", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1});
  }

  @Test
  void a_workbook_that_means_ill_is_refused_before_it_is_read() {
    long before = used();
    byte[] bomb = Workbook.bomb(300);
    assertThat(bomb.length).isLessThan(1_000_000);
    refused("problem.table.unpacked", bomb);
    refused("problem.table.dtd", Workbook.sheet("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&b;</t></is></c></row>"));
    refused("problem.table.dtd", Workbook.sheet("<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>", "<row r=\"1\"/>"));
    refused("problem.table.broken", Workbook.sheet("", "<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>"));
    refused("problem.table.broken", Workbook.sheet("", "<row r=\"1\"><c r=\"&#90;ZZZZZ1\"><v>1</v></c></row>"));
    refused("problem.table.broken", Workbook.sheet("", "<row r=\"99999999999\"/>"));
    refused("problem.table.empty", Workbook.sheet("", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999999</v></c></row>"));
    refused("problem.table.broken", new byte[] {'P', 'K', 3, 4, 5, 6, 7, 8, 9});
    refused("problem.table.empty", Workbook.sheet("", ""));
    assertThat(used() - before).as("bytes kept").isLessThan(200_000_000);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void a_hundred_thousand_rows_go_by_one_at_a_time() throws IOException {
    String table = "name;offers\n" + IntStream.range(0, 100_000).mapToObj(i -> "Nummer " + i + ";a | b").collect(Collectors.joining("\n"));
    long[] count = new long[1];
    FILE.read(Files.writeString(folder.resolve("many.csv"), table), (line, row) -> count[0]++, this::fault, unread::addAll, bytes -> { });
    assertThat(count[0]).isEqualTo(100_000);
    assertThat(faults).isEmpty();
  }
}
