using PathToProd.Model.Components;

namespace PathToProd.Tasks.Tests.Facts.Sources;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class ManyComponentsTests
{
    private const int Files = 6;
    private const int Folders = 3;

    [Test]
    public void Looks_and_reads_grow_with_the_number_of_components_and_no_faster([Values(1, 40, 80)] int count)
    {
        using var bed = new SourceBed().Write("images.yaml", "ingress: { tag: 1 }\n");
        for (var number = 0; number < count; number++)
        {
            var folder = $"components/web-{number}";
            bed.Component($"web-{number}", "shared: [images.yaml#ingress]\n").Write($"{folder}/README.md", "web");
            bed.Write($"{folder}/chart/Chart.yaml", "a").Write($"{folder}/chart/values.yaml", $"{number}");
            bed.Write($"{folder}/chart/templates/a.yaml", "a").Write($"{folder}/chart/templates/b.yaml", "b");
        }

        var manifests = Enumerable.Range(0, count).Select(number => bed.Manifest($"web-{number}")).ToArray();

        var cold = Count(bed, () => Read(bed, manifests));
        var warm = Count(bed, () => Read(bed, manifests));

        // Each entry is looked at once, and each file once more when it was read; on Linux the list already says what is a folder.
        // The shared file is for all.
        var entries = OperatingSystem.IsLinux() ? Files : Files + Folders - 1;
        cold.ShouldBe((count * Folders, count * (entries + Files) + 2, count * Files + 1));
        warm.ShouldBe((count * Folders, count * entries + 1, 0));
    }

    private static (int Lists, int Looks, int Opens) Count(SourceBed bed, Action act)
    {
        var (lists, looks, opens) = (bed.Disk.Lists, bed.Disk.Looks, bed.Disk.Opened.Count);
        act();
        return (bed.Disk.Lists - lists, bed.Disk.Looks - looks, bed.Disk.Opened.Count - opens);
    }

    private static void Read(SourceBed bed, ComponentManifest[] manifests)
    {
        using var reader = bed.Open(null);
        reader.ReadAll(manifests);
        foreach (var manifest in manifests)
        {
            reader.Of(manifest).Files.Length.ShouldBe(Files);
        }

        reader.Save();
    }
}
