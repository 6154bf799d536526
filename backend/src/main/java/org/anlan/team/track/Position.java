package org.anlan.team.track;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.locationtech.jts.geom.Coordinate;

/**
 * Where a team is, as it is sent and kept.
 *
 * @param lon degrees, EPSG:4490, as lat
 * @param time space time; what is finer than a millisecond is dropped, as the table does
 * @param headingDegrees clockwise from north, or null
 */
public record Position(
        String team,
        Double lon,
        Double lat,
        Instant time,
        Double speedMetresPerSecond,
        Double headingDegrees,
        Double accuracyMetres) {

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration BEHIND = Duration.ofDays(30);

    public Position {
        time = time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** @throws PictureException 422 naming the field that cannot be */
    Position checked(Instant now, ReachRule reach) {
        if (lon == null || lat == null) {
            throw refuse("lon", lon, "缺经纬度", "longitude and latitude are missing");
        }
        reach.check(new Coordinate(lon, lat));
        if (time == null) {
            throw refuse("time", null, "缺时间", "the time is missing");
        }
        if (time.isAfter(now.plus(AHEAD))) {
            throw refuse("time", time, "时间在将来,此刻为 " + now, "lies ahead; it is " + now + " now");
        }
        if (time.isBefore(now.minus(BEHIND))) {
            throw refuse("time", time, "早于 30 天前,此刻为 " + now, "older than 30 days; it is " + now + " now");
        }
        if (speedMetresPerSecond != null && !(speedMetresPerSecond >= 0 && speedMetresPerSecond <= 400)) {
            throw refuse("speedMetresPerSecond", speedMetresPerSecond, "速度须为 0–400 米/秒", "0 to 400 m/s");
        }
        if (headingDegrees != null && !(headingDegrees >= 0 && headingDegrees <= 360)) {
            throw refuse("headingDegrees", headingDegrees, "方向须为 0–360 度", "0 to 360 degrees");
        }
        if (accuracyMetres != null && !(accuracyMetres >= 0 && accuracyMetres <= 1_000_000)) {
            throw refuse("accuracyMetres", accuracyMetres, "精度不能为负", "not negative");
        }
        return this;
    }

    private static PictureException refuse(String field, Object value, String zh, String en) {
        return new PictureException(Problem.field("position", field, value, zh, en));
    }
}
