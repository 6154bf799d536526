package org.anlan.team.track;

import java.time.Duration;
import java.time.Instant;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;

/**
 * Where a team is, as it is sent and kept.
 *
 * @param lon degrees, EPSG:4490, as lat
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

    /** China with its seas: teams come from far, but a pair the wrong way round is found. */
    private static final double[] BOX = {73, 3, 136, 54};

    /** @throws PictureException 422 naming the field that cannot be */
    Position checked(Instant now) {
        if (lon == null || lat == null) {
            throw refuse("lon", lon, "缺经纬度", "longitude and latitude are missing");
        }
        if (!isIn(lon, lat)) {
            throw isIn(lat, lon)
                    ? refuse("lon", lon, "经纬度颠倒:经度在前", "the wrong way round: longitude comes first")
                    : refuse("lon", lon + ", " + lat, "位置不在境内", "the position is not in China");
        }
        if (time == null || time.isAfter(now.plus(AHEAD)) || time.isBefore(now.minus(BEHIND))) {
            throw refuse(
                    "time",
                    time,
                    "时间须在现在 " + now + " 之前 30 天内",
                    "a time within the 30 days before now, " + now + ", is needed");
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

    private static boolean isIn(double lon, double lat) {
        return lon >= BOX[0] && lon <= BOX[2] && lat >= BOX[1] && lat <= BOX[3];
    }

    private static PictureException refuse(String field, Object value, String zh, String en) {
        return new PictureException(Problem.field("position", field, value, zh, en));
    }
}
