package org.anlan.files.content;

import java.util.List;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Text;

/** Why a file is not taken. */
public final class FileProblems {

    private FileProblems() {}

    /** @param limit bytes */
    public static PictureException tooLarge(long limit, String what) {
        long mebibytes = limit / (1024 * 1024);
        return new PictureException(Problem.of(
                        413,
                        "too-large",
                        "文件超过 " + mebibytes + " MB 的上限",
                        "the " + what + " is larger than " + mebibytes + " MB")
                .with("limit", limit));
    }

    /** @param found what the content is, as far as it is known */
    static PictureException type(String found) {
        String accepted = String.join(", ", FileType.words());
        boolean heic = found.startsWith("image/hei");
        Text rule = heic
                ? new Text(
                        "无法读取 HEIC 照片;请在相机设置中选“兼容性最佳”(JPEG),或转成 JPEG 再发",
                        "HEIC photos cannot be read; set the camera to \"most compatible\" (JPEG) or convert it")
                : new Text("不接受这种文件(" + found + "),可用:" + accepted, found + " is not taken; send one of " + accepted);
        return new PictureException(new Problem(
                415,
                "file-type",
                rule,
                List.of(new Problem.Violation("body", found, rule)),
                java.util.Map.of("accepted", FileType.words())));
    }

    static PictureException mismatch(String declared, FileType found) {
        return new PictureException(Problem.field(
                "type-mismatch",
                "Content-Type",
                declared,
                "声明的类型是 " + declared + ",内容却是 " + found.word(),
                "declared as " + declared + ", but the content is " + found.word()));
    }

    static PictureException unreadable(String why) {
        return new PictureException(
                Problem.field("file-unreadable", "body", why, "文件已损坏或无法读取", "the file is damaged or cannot be read"));
    }

    static PictureException pixels(int width, int height, long most, int longest) {
        return new PictureException(Problem.field(
                "too-many-pixels",
                "body",
                width + "×" + height,
                "照片最多 " + most / 1_000_000 + " 百万像素,每边不超过 " + longest + " 像素",
                "a photo has at most " + most / 1_000_000 + " megapixels and " + longest + " pixels a side"));
    }
}
