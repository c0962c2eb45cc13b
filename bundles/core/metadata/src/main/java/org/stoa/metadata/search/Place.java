package org.stoa.metadata.search;

/**
 * A circle on the Earth, and the box around it, in degrees.
 *
 * @param west may be greater than {@code east} where the box crosses the date line
 */
public record Place(
        double latitude, double longitude, double metres, double south, double north, double west, double east) {

    private static final double METRES_PER_DEGREE = 111_195;
    private static final double POLE = 89.9;

    static Place of(double latitude, double longitude, double metres) {
        double height = metres / METRES_PER_DEGREE;
        double south = Math.max(-90, latitude - height);
        double north = Math.min(90, latitude + height);
        double widest = Math.max(Math.abs(south), Math.abs(north));
        if (widest > POLE) {
            return new Place(latitude, longitude, metres, south, north, -180, 180);
        }
        double width = height / Math.cos(Math.toRadians(widest));
        if (width >= 180) {
            return new Place(latitude, longitude, metres, south, north, -180, 180);
        }
        return new Place(latitude, longitude, metres, south, north, wrap(longitude - width), wrap(longitude + width));
    }

    /** A distance such as {@code 10km} or {@code 500m} in metres; null for anything else. */
    static Double metres(String radius) {
        if (radius == null || !radius.matches("[0-9]{1,9}(\\.[0-9]{1,3})?(km|m)")) {
            return null;
        }
        boolean kilo = radius.endsWith("km");
        double number = Double.parseDouble(radius.substring(0, radius.length() - (kilo ? 2 : 1)));
        return kilo ? number * 1000 : number;
    }

    private static double wrap(double degrees) {
        if (degrees < -180) {
            return degrees + 360;
        }
        return degrees > 180 ? degrees - 360 : degrees;
    }

    /** Whether the box crosses the date line. */
    public boolean isWrapped() {
        return west > east;
    }
}
