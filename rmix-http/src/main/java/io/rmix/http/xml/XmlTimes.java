package io.rmix.http.xml;

import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.contract.SimpleType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** xs:dateTime and xs:duration, to the nanosecond. */
public final class XmlTimes {
    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9})0*)?(Z|[+-]\\d\\d:\\d\\d)?");
    private static final Pattern DURATION = Pattern.compile("(-)?P(?:(\\d{1,9})Y)?(?:(\\d{1,9})M)?(?:(\\d{1,9})D)?"
            + "(?:T(?:(\\d{1,12})H)?(?:(\\d{1,12})M)?(?:(\\d{1,18})(?:\\.(\\d{1,9})0*)?S)?)?");
    private static final int LONGEST = 128;

    private XmlTimes() {}

    /** @throws DecodeException if it is no xs:dateTime with a zone, or out of the contract's range */
    public static Instant parseInstant(String text) {
        Matcher m = DATE_TIME.matcher(text);
        if (text.length() > LONGEST || !m.matches())
            throw new DecodeException(
                    "is " + Printable.of(text) + ", no xs:dateTime of the years 1 to 9999 in nanoseconds");
        String zone = m.group(8);
        if (zone == null) throw new DecodeException("is " + text + " without a time zone; add Z");
        try {
            LocalDate day = LocalDate.of(number(m, 1), number(m, 2), number(m, 3));
            int nano = nanos(m.group(7));
            boolean endOfDay = number(m, 4) == 24 && number(m, 5) == 0 && number(m, 6) == 0 && nano == 0;
            LocalDateTime time = endOfDay
                    ? day.plusDays(1).atStartOfDay()
                    : day.atTime(LocalTime.of(number(m, 4), number(m, 5), number(m, 6), nano));
            Instant value = time.toInstant(ZoneOffset.of(zone));
            SimpleType.INSTANT.check(value);
            return value;
        } catch (DateTimeException e) {
            throw new DecodeException("is " + text + ", no xs:dateTime: " + e.getMessage());
        } catch (EncodeException e) {
            throw new DecodeException(e.problem());
        }
    }

    /** In seconds: {@code -PT1.5S}. */
    public static String format(Duration value) {
        String amount = new BigDecimal(value.getSeconds())
                .add(BigDecimal.valueOf(value.getNano(), 9))
                .abs()
                .stripTrailingZeros()
                .toPlainString();
        return (value.isNegative() ? "-PT" : "PT") + amount + "S";
    }

    /** @throws DecodeException if it is no xs:duration, has years or months, or is out of the contract's range */
    public static Duration parseDuration(String text) {
        Matcher m = DURATION.matcher(text);
        if (text.length() > LONGEST || !m.matches() || text.endsWith("T") || text.endsWith("P"))
            throw new DecodeException("is " + Printable.of(text) + ", no xs:duration in nanoseconds");
        if (amount(m, 2) != 0 || amount(m, 3) != 0)
            throw new DecodeException("is " + text + ": years and months have no length; use days or seconds");
        try {
            Duration length = Duration.ofDays(amount(m, 4))
                    .plusHours(amount(m, 5))
                    .plusMinutes(amount(m, 6))
                    .plusSeconds(amount(m, 7))
                    .plusNanos(nanos(m.group(8)));
            Duration value = m.group(1) == null ? length : length.negated();
            SimpleType.DURATION.check(value);
            return value;
        } catch (EncodeException e) {
            throw new DecodeException(e.problem());
        }
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    private static long amount(Matcher m, int group) {
        String digits = m.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }
}
