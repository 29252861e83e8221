package io.whispra.media.content;

import io.whispra.media.content.Content.Dimensions;

/**
 * The colours of an image in 28 characters, from which clients draw a blurred stand-in: https://blurha.sh, in the words of its
 * Algorithm.md. 4 x 3 components of a discrete cosine transform, written in base 83. What shows through is laid over white.
 */
final class BlurHash {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    private static final int COLUMNS = 4;
    private static final int ROWS = 3;
    private static final int CHANNELS = 3;

    /** Steps of a component: 19 for each colour, 9 to each side. */
    private static final int STEPS = 19;

    private BlurHash() {}

    static String of(Pixels image) {
        var factors = new double[COLUMNS * ROWS][];
        var linear = linear(image);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                factors[row * COLUMNS + column] = factor(linear, image.size(), column, row);
            }
        }
        double most = 0;
        for (int i = 1; i < factors.length; i++) {
            for (double value : factors[i]) {
                most = Math.max(most, Math.abs(value));
            }
        }
        int quantisedMost = clamp((int) Math.floor(most * 166 - 0.5), 82);
        double scale = (quantisedMost + 1) / 166.0;
        var hash = new StringBuilder();
        append(hash, COLUMNS - 1 + (ROWS - 1) * 9, 1);
        append(hash, quantisedMost, 1);
        append(hash, average(factors[0]), 4);
        for (int i = 1; i < factors.length; i++) {
            append(hash, component(factors[i], scale), 2);
        }
        return hash.toString();
    }

    /** Red, green and blue of each pixel, as much light as they are. */
    private static double[] linear(Pixels image) {
        var light = new double[256];
        for (int value = 0; value < light.length; value++) {
            double part = value / 255.0;
            light[value] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
        var argb = image.argb();
        var linear = new double[argb.length * CHANNELS];
        for (int i = 0; i < argb.length; i++) {
            double alpha = (argb[i] >>> 24) / 255.0;
            for (int channel = 0; channel < CHANNELS; channel++) {
                int value = argb[i] >> (16 - 8 * channel) & 0xff;
                linear[i * CHANNELS + channel] = light[value] * alpha + 1 - alpha;
            }
        }
        return linear;
    }

    private static double[] factor(double[] linear, Dimensions size, int column, int row) {
        var sum = new double[CHANNELS];
        int at = 0;
        for (int y = 0; y < size.height(); y++) {
            double vertical = Math.cos(Math.PI * row * y / size.height());
            for (int x = 0; x < size.width(); x++) {
                double basis = vertical * Math.cos(Math.PI * column * x / size.width());
                for (int channel = 0; channel < CHANNELS; channel++) {
                    sum[channel] += basis * linear[at++];
                }
            }
        }
        double normal = (column == 0 && row == 0 ? 1 : 2) / (double) size.pixels();
        for (int channel = 0; channel < CHANNELS; channel++) {
            sum[channel] *= normal;
        }
        return sum;
    }

    private static int average(double[] factor) {
        int value = 0;
        for (double channel : factor) {
            double light = Math.clamp(channel, 0, 1);
            double part = light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
            value = value << 8 | (int) (part * 255 + 0.5);
        }
        return value;
    }

    private static int component(double[] factor, double scale) {
        int value = 0;
        for (double channel : factor) {
            double part = channel / scale;
            value = value * STEPS
                    + clamp((int) Math.floor(Math.signum(part) * Math.sqrt(Math.abs(part)) * 9 + 9.5), STEPS - 1);
        }
        return value;
    }

    private static int clamp(int value, int most) {
        return Math.clamp(value, 0, most);
    }

    private static void append(StringBuilder hash, int value, int digits) {
        int divisor = (int) Math.pow(DIGITS.length(), digits - 1.0);
        for (int i = 0; i < digits; i++, divisor /= DIGITS.length()) {
            hash.append(DIGITS.charAt(value / divisor % DIGITS.length()));
        }
    }
}
