using Cake.Terraform;
using PathToProd.Tools.Calls;
using PathToProd.Tools.Files;

namespace PathToProd.Tasks.Tests.Tools;

[TestFixture]
internal sealed class ToolTextTests
{
    [TestCase(0, "0s")]
    [TestCase(90, "1m30s")]
    [TestCase(300, "5m")]
    [TestCase(3723, "1h2m3s")]
    [TestCase(90000, "25h")]
    [TestCase(0.25, "250ms")]
    [TestCase(-1, "-1s")]
    public void Durations_are_written_as_go_reads_them(double seconds, string text) =>
        GoDuration.Write(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [TestCase("plain", "\"plain\"")]
    [TestCase("a \"b\" \\ c", "\"a \\\"b\\\" \\\\ c\"")]
    [TestCase("${x} %{if} $x $$", "\"$${x} %%{if} $x $$\"")]
    [TestCase("line\r\n\t", "\"line\\r\\n\\t\"")]
    public void Strings_of_terraform_stand_for_themselves(string value, string text) => Hcl.Quote(value).ShouldBe(text);

    [Test]
    public void A_secret_file_is_private_and_gone_when_disposed()
    {
        string path;
        using (var file = SecretFile.Create("s3cr3t", "values.yaml"))
        {
            path = file.Path;
            Path.GetFileName(path).ShouldBe("values.yaml");
            File.ReadAllBytes(path).ShouldBe("s3cr3t"u8.ToArray());
            file.ToString().ShouldBe(path);
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
                File.GetUnixFileMode(Path.GetDirectoryName(path)!)
                    .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        Directory.Exists(Path.GetDirectoryName(path)).ShouldBeFalse();
    }

    [Test]
    public void What_a_killed_run_left_is_removed_and_what_a_living_one_holds_is_not()
    {
        using var mine = SecretFile.Create("s3cr3t");
        var left = Directory.CreateTempSubdirectory("path-to-prod-").FullName;
        File.WriteAllText(left + ".lock", "");
        Directory.CreateDirectory(Path.Combine(left, "1"));
        File.WriteAllText(Path.Combine(left, "1", "backend.tfbackend"), "s3cr3t");

        TemporaryFolders.RemoveLeft();

        Directory.Exists(left).ShouldBeFalse();
        File.Exists(left + ".lock").ShouldBeFalse();
        File.ReadAllText(mine.Path).ShouldBe("s3cr3t");
    }

    [Test]
    public void A_link_in_the_place_of_a_folder_that_was_left_leads_nowhere()
    {
        var elsewhere = Directory.CreateTempSubdirectory("not-ours-").FullName;
        var left = Path.Combine(Path.GetTempPath(), $"path-to-prod-{Guid.NewGuid():n}");
        Directory.CreateSymbolicLink(left, elsewhere);
        File.WriteAllText(left + ".lock", "");

        TemporaryFolders.RemoveLeft();

        Directory.Exists(elsewhere).ShouldBeTrue();
        Directory.Delete(left);
        Directory.Delete(elsewhere);
    }

    [Test]
    public void Disposing_a_secret_file_twice_does_nothing()
    {
        var file = SecretFile.Create("s3cr3t");
        file.Dispose();

        Should.NotThrow(file.Dispose);
    }
}
