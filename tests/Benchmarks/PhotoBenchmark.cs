using System.CommandLine;
using System.Diagnostics;
using QNom.Tests.Venues;
using QNom.Venues.Photos.Pictures;
using SkiaSharp;

namespace QNom.Benchmarks;

/// <summary>What photos cost: the largest that are allowed, and every hostile file, one after the other as the app handles them.</summary>
internal static class PhotoBenchmark
{
    private const double Megabyte = 1024 * 1024;

    public static Command Create()
    {
        var command = new Command("photos", "Memory and time of the largest photos that are allowed, and of hostile files.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        List<(string Name, byte[] Content)> files =
        [
            ("JPEG, 8000 x 6000", PictureFiles.Jpeg(8000, 6000)),
            ("PNG, 5000 x 4000", PictureFiles.Png(5000, 4000)),
            ("WebP, 8000 x 6000", PictureFiles.Webp(8000, 6000)),
            ("WebP lossless, 5000 x 4000", Lossless(5000, 4000)),
            .. HostileFiles.All.Select(file => (file.Name, file.Content)),
        ];
        // What made the files is not what is measured.
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = Status("VmRSS");
        Console.WriteLine($"{files.Count} files, {files.Sum(file => file.Content.Length) / Megabyte:F0} MB; resident before: {before:F0} MB");
        foreach (var (name, content) in files)
        {
            var watch = Stopwatch.StartNew();
            string outcome;
            try
            {
                outcome = string.Join(' ', Darkroom.Develop(content, PictureHeader.Read(content)).Select(picture => $"{picture.Width}x{picture.Height}"));
            }
            catch (PictureRefusedException refused)
            {
                outcome = $"refused: {refused.Flaw}";
            }

            Console.WriteLine($"{name,-36} {content.Length / Megabyte,6:F2} MB {watch.ElapsedMilliseconds,6} ms  {outcome}");
        }

        Console.WriteLine($"most resident at any time: {Status("VmHWM"):F0} MB, {Status("VmHWM") - before:F0} MB more than before");
        return 0;
    }

    private static byte[] Lossless(int width, int height)
    {
        using var bitmap = PictureFiles.Bitmap(width, height);
        using var pixels = bitmap.PeekPixels();
        using var data = pixels!.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 0));
        return data!.ToArray();
    }

    private static double Status(string name) => double.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
        System.Globalization.CultureInfo.InvariantCulture) / 1024;
}
