package org.anlan.unit;

import org.anlan.testing.PaperSpace;
import org.locationtech.jts.geom.Geometry;

/** Invented villages and dykes for tests: nobody lives there. */
public final class Places {

    private Places() {}

    public static Village village(String code, String name, String townName) {
        return new Village(code, name + "村民委员会", name, code.substring(0, 9), townName, "", "", Village.Basis.ESTIMATED);
    }

    public static void putVillage(PaperSpace space, String code, String name, String town, double lon, double lat) {
        space.put(Villages.TYPE, code, PaperSpace.point(lon, lat), village(code, name, town));
    }

    public static void putDyke(PaperSpace space, String code, String name, double from, double to, Geometry line) {
        Area dyke = new Area(
                code, name, Area.Kind.DYKE, null, null, "柳河", Area.Bank.LEFT, from, to, Area.Basis.SKETCHED, null);
        space.put(Areas.TYPE, code, line, dyke);
    }

    public static void putDetention(PaperSpace space, String code, String name, Geometry outline) {
        Area area = new Area(
                code, name, Area.Kind.DETENTION, 12.5, 3000, null, null, null, null, Area.Basis.SKETCHED, null);
        space.put(Areas.TYPE, code, outline, area);
    }

    /**
     * 柳河县: four villages in two towns, of which two have one name, a dyke of 20 km from west to east at 35.60°,
     * and a detention area.
     */
    public static void furnish(PaperSpace space) {
        putVillage(space, "410999101201", "柳庄村", "柳河镇", 114.500, 35.600);
        putVillage(space, "410999101202", "石桥村", "柳河镇", 114.520, 35.610);
        putVillage(space, "410999102201", "柳庄村", "石桥镇", 114.600, 35.700);
        putVillage(space, "410999102202", "北沟村", "石桥镇", 114.620, 35.710);
        putDyke(
                space,
                "LH-L",
                "柳河左堤",
                10_000,
                30_000,
                PaperSpace.line(114.400, 35.600, 114.500, 35.600, 114.620, 35.600));
        putDetention(
                space,
                "DT",
                "柳河滩",
                PaperSpace.line(114.70, 35.50, 114.75, 35.50, 114.75, 35.55, 114.70, 35.50)
                        .getFactory()
                        .createPolygon(PaperSpace.line(114.70, 35.50, 114.75, 35.50, 114.75, 35.55, 114.70, 35.50)
                                .getCoordinates()));
    }
}
