package io.whispra.local.command;

import io.whispra.local.problem.Problem;

/**
 * How many processes of a service there are, where there may be several: 1 to 8.
 *
 * @param gateways        default 1; more of them stand behind a balancer
 * @param messageServices default 1
 */
public record Scale(int gateways, int messageServices) {

    public static final Scale DEFAULT = new Scale(1, 1);

    private static final int MOST = 8;

    public Scale {
        require("gateways", gateways);
        require("message services", messageServices);
    }

    private static void require(String what, int count) {
        if (count < 1 || count > MOST) {
            throw Problem.usage("the number of " + what + " is " + count + ", but must be between 1 and " + MOST);
        }
    }
}
