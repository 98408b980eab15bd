// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** Paints the upper part of a car: a tapered body in the car's color, with panes a little in front of it. */
final class CabinPainter {
    private final Mesh mesh;
    private final Frame f;
    private final CarBody b;

    CabinPainter(Mesh mesh, Frame frame, CarBody body) {
        this.mesh = mesh;
        f = frame;
        b = body;
    }

    void paint(Surface paint, Surface glass) {
        double base = b.halfWidth - 0.05;
        double top = b.halfWidth - (b == CarBody.VAN ? 0.1 : 0.22);
        Vec[] foot = {
            f.point(-base, b.shoulder, b.rearFoot),
            f.point(base, b.shoulder, b.rearFoot),
            f.point(base, b.shoulder, b.screenFoot),
            f.point(-base, b.shoulder, b.screenFoot)
        };
        Vec[] roof = {
            f.point(-top, b.roof, b.roofRear),
            f.point(top, b.roof, b.roofRear),
            f.point(top, b.roof, b.roofFront),
            f.point(-top, b.roof, b.roofFront)
        };
        mesh.quad(roof[0], roof[1], roof[2], roof[3], paint);
        Vec middle = f.point(0, (b.shoulder + b.roof) / 2, (b.rearFoot + b.screenFoot) / 2);
        for (int i = 0; i < 4; i++) {
            int next = (i + 1) % 4;
            Vec[] face = {foot[i], foot[next], roof[next], roof[i]};
            mesh.quad(face[0], face[1], face[2], face[3], paint);
            boolean isSide = i % 2 == 1;
            if (isSide) {
                // The right face runs from rear to front, the left one back; a van has panes at the front alone.
                double split = 0.5;
                if (b != CarBody.VAN || i == 3) {
                    pane(face, 0.05, split - 0.02, middle, glass);
                }
                if (b != CarBody.VAN || i == 1) {
                    pane(face, split + 0.02, 0.95, middle, glass);
                }
            } else {
                pane(face, 0.06, 0.94, middle, glass);
            }
        }
    }

    /** A pane over part of a face (foot, foot, roof, roof), moved a little away from the middle of the cabin. */
    private void pane(Vec[] face, double from, double to, Vec middle, Surface glass) {
        Vec[] corners = {along(face, from, 0.08), along(face, to, 0.08), along(face, to, 0.88), along(face, from, 0.88)
        };
        Vec normal = face[1].minus(face[0]).cross(face[3].minus(face[0])).unit();
        double outwards = normal.dot(face[0].minus(middle)) > 0 ? 0.015 : -0.015;
        for (int i = 0; i < 4; i++) {
            corners[i] = corners[i].plus(normal.times(outwards));
        }
        mesh.quad(corners[0], corners[1], corners[2], corners[3], glass);
    }

    private static Vec along(Vec[] face, double share, double up) {
        Vec foot = face[0].plus(face[1].minus(face[0]).times(share));
        Vec roof = face[3].plus(face[2].minus(face[3]).times(share));
        return foot.plus(roof.minus(foot).times(up));
    }
}
