namespace Repository.Tests.CommandLine;

/// <summary>The library of time zones costs nothing where no one asks for a time zone: a program in which it is broken does not notice.</summary>
public sealed class TimeZoneLibraryTests
{
    private const string Library = "NodaTime.dll";

    [Test, CancelAfter(120_000)]
    public void It_is_loaded_only_for_a_path_with_a_window_or_a_schedule()
    {
        using var folder = new TemporaryFolder();
        var program = Copy(folder["program"]);
        folder.Write("p/platform.yaml", "name: core\n");
        folder.Write("p/environments/sandbox/environment.yaml", "target: { directory: artifacts/sandbox }\n");
        folder.Write("p/environments/promotion.yaml", "path: { sandbox: {} }\n");

        Call("--target=Check").ExitCode.ShouldBe(0);
        Call("--target=Graph").ExitCode.ShouldBe(0);
        Call("--target=Status").ExitCode.ShouldBe(0);
        Call("--target=History").ExitCode.ShouldBe(0);

        folder.Write("p/environments/promotion.yaml", "path: { sandbox: { schedule: daily at 10:00 } }\n");
        Call("--target=Graph").Errors.ShouldContain("NodaTime");

        ProgramEnd Call(string target) => ExternalProgram.End(folder["p"], "dotnet", program, target);
    }

    private static string Copy(string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(SourceTree.Program)!))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(to, Library), "broken");
        return Path.Combine(to, Path.GetFileName(SourceTree.Program));
    }
}
