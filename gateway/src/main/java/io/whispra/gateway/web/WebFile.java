package io.whispra.gateway.web;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import org.springframework.http.MediaType;

/**
 * One file of the web client, in each coding that there is of it.
 *
 * @param type  its media type
 * @param kept  how browsers may keep it, as `Cache-Control`
 * @param forms at least the one that is not coded
 */
record WebFile(MediaType type, String kept, Map<Coding, Form> forms) {

    WebFile {
        forms = Map.copyOf(forms);
    }

    /**
     * What is sent.
     *
     * @param coding of the bytes
     * @param etag   of just these bytes, with its quotes
     * @param bytes  read-only
     */
    record Form(Coding coding, String etag, ByteBuffer bytes) {

        Form {
            bytes = bytes.asReadOnlyBuffer();
        }
    }

    /** The smallest form for somebody who sent these values of `Accept-Encoding`. */
    Form formFor(List<String> acceptEncoding) {
        for (var coding : Coding.values()) {
            var form = forms.get(coding);
            if (form != null && coding.isTakenBy(acceptEncoding)) {
                return form;
            }
        }
        throw new IllegalStateException("A file is there in no coding that everybody takes");
    }
}
