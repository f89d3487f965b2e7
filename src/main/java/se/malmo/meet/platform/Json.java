package se.malmo.meet.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.stream.Collectors;

/** JSON to records and back, strictly: unknown fields, wrong types, a field given twice and trailing text are refused. */
public final class Json {
  private static final int DEEPEST = 20;
  private static final int LONGEST_STRING = 1_000_000;
  private static final int LONGEST_NUMBER = 50;

  private static final JsonMapper MAPPER = strict();

  private Json() {}

  private static JsonMapper strict() {
    JsonMapper mapper = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST).maxStringLength(LONGEST_STRING).maxNumberLength(LONGEST_NUMBER).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .serializationInclusion(JsonInclude.Include.NON_NULL)
        .build();
    for (CoercionInputShape shape : new CoercionInputShape[] {CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean}) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  /**
   * Reads one record.
   *
   * @throws Problem.Invalid where it is not JSON of that form; names the field
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try (JsonParser parser = MAPPER.createParser(json)) {
      return read(parser, type);
    } catch (IOException e) {
      throw new Problem.Invalid("", "problem.json.utf8");
    }
  }

  private static <T> T read(JsonParser parser, Class<T> type) throws IOException {
    try {
      T value = MAPPER.readValue(parser, type);
      if (value == null) throw new Problem.Invalid("", "problem.json.object");
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw new Problem.Invalid(path(e), "problem.json.unknown");
    } catch (JsonMappingException e) {
      throw switch (e.getCause()) {
        case StreamConstraintsException limits -> tooMuch(parser);
        case JsonParseException broken -> broken(broken);
        case null, default -> path(e).isEmpty() ? new Problem.Invalid("", "problem.json.object") : new Problem.Invalid(path(e), "problem.json.type");
      };
    } catch (StreamConstraintsException e) {
      throw tooMuch(parser);
    } catch (JsonProcessingException e) {
      throw broken(e);
    }
  }

  /** Writes a record; absent values are left out. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Our own records can be written", e);
    }
  }

  /** Names the outermost field: what is inside may be nested without end. */
  private static Problem.Invalid tooMuch(JsonParser parser) {
    JsonStreamContext place = parser.getParsingContext();
    while (place.getParent() != null && !place.getParent().inRoot()) place = place.getParent();
    return new Problem.Invalid(place.getCurrentName() == null ? "" : place.getCurrentName(), "problem.json.limits");
  }

  private static Problem.Invalid broken(JsonProcessingException e) {
    if (e.getLocation() == null) return new Problem.Invalid("", "problem.json.broken", 1, 1);
    return new Problem.Invalid("", "problem.json.broken", e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
        .collect(Collectors.joining("."));
  }
}
