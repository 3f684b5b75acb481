package org.sanhao.server.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.sanhao.kernel.PlainText;
import org.sanhao.kernel.Years;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * What a request may hold, wherever it holds it: text without control signs or halves of signs, days and moments the
 * database knows, lists without holes. Everything else is malformed before any controller sees it. An address answers in
 * one form, whatever a client says it would like: a refusal after the work would be a lie.
 */
@Configuration
class WireForms implements WebMvcConfigurer {

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.strategies(List.of(request -> ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST));
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        // Not lambdas: the registry reads the types off the class.
        registry.addConverter(new Text());
        registry.addConverter(new Day());
        registry.addConverter(new Moment());
    }

    @Bean
    JsonMapperBuilderCustomizer wholeValues() {
        var module = new SimpleModule("wire")
                .addDeserializer(String.class, new Written<>(String.class, WireForms::whole))
                .addDeserializer(LocalDate.class, new Written<>(LocalDate.class, Years::day))
                .addDeserializer(Instant.class, new Written<>(Instant.class, Years::moment))
                .addKeyDeserializer(String.class, new WholeKey());
        return builder -> builder.addModule(module)
                .withConfigOverride(List.class, WireForms::withoutHoles)
                .withConfigOverride(Set.class, WireForms::withoutHoles);
    }

    private static void withoutHoles(tools.jackson.databind.cfg.MutableConfigOverride lists) {
        lists.setNullHandling(com.fasterxml.jackson.annotation.JsonSetter.Value.forContentNulls(
                com.fasterxml.jackson.annotation.Nulls.FAIL));
    }

    private static String whole(String text) {
        if (PlainText.isBroken(text)) {
            throw new IllegalArgumentException("text with a sign nobody writes");
        }
        return text;
    }

    private static final class Text implements Converter<String, String> {
        @Override
        public String convert(String text) {
            return whole(text);
        }
    }

    private static final class Day implements Converter<String, LocalDate> {
        @Override
        public LocalDate convert(String text) {
            return Years.day(text);
        }
    }

    private static final class Moment implements Converter<String, Instant> {
        @Override
        public Instant convert(String text) {
            return Years.moment(text);
        }
    }

    /** A value that is written as a text and nothing else. */
    private static final class Written<T> extends StdScalarDeserializer<T> {
        private final Class<T> type;
        private final Function<String, T> read;

        Written(Class<T> type, Function<String, T> read) {
            super(type);
            this.type = type;
            this.read = read;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(tools.jackson.core.JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(type, parser);
            }
            var text = parser.getString();
            try {
                return read.apply(text);
            } catch (DateTimeException | IllegalArgumentException no) {
                return (T) context.handleWeirdStringValue(type, "…", "not as it is written here");
            }
        }
    }

    private static final class WholeKey extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return PlainText.isBroken(key) ? context.handleWeirdKey(String.class, "…", "a sign nobody writes") : key;
        }
    }
}
