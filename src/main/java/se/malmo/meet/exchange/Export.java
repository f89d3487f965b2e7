package se.malmo.meet.exchange;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Something that can be taken out as a file.
 *
 * @param name of the file, without its ending
 * @param columns in order
 * @param rows hands over every row, a few at a time out of the graph; by the names of the columns
 */
public record Export(String name, List<String> columns, Consumer<Consumer<Map<String, Object>>> rows) {}
