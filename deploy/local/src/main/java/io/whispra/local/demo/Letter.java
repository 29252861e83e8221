package io.whispra.local.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A PDF of one page with one line on it, as ISO 32000-1 (7.5) lays a file out. */
final class Letter {

    private static final String TEXT = "BT /F 24 Tf 40 90 Td (What an evening.) Tj ET";
    private static final List<String> OBJECTS = List.of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 320 180]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            "<</Length " + TEXT.length() + ">>\nstream\n" + TEXT + "\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");

    private Letter() {}

    static byte[] pdf() {
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new ArrayList<Integer>();
        for (var object : OBJECTS) {
            offsets.add(file.length());
            file.append(offsets.size()).append(" 0 obj\n").append(object).append("\nendobj\n");
        }
        var table = file.length();
        file.append("xref\n0 ").append(OBJECTS.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> file.append(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
        file.append("trailer\n<</Root 1 0 R/Size ").append(OBJECTS.size() + 1).append(">>\nstartxref\n").append(table)
                .append("\n%%EOF\n");
        return file.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
