using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Tests.Files;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AtomicFolderTests : IDisposable
{
    /// <summary>No system gives a process so high a number.</summary>
    private const int NoProcess = 2_000_000_000;

    private readonly TemporaryFolder _folder = new();

    private string Place => Path.Combine(_folder.Path, "built", "1.0.0");

    public void Dispose() => _folder.Dispose();

    [Test]
    public void A_folder_is_replaced_whole()
    {
        Replace("old");
        Replace("new");

        Entries().ShouldBe(["1.0.0", "1.0.0/new"]);
    }

    [Test]
    public void The_old_folder_stays_until_the_new_one_is_full()
    {
        Replace("old");

        AtomicFolder.Replace(
            Place,
            next =>
            {
                Directory.GetFileSystemEntries(next).ShouldBeEmpty();
                File.WriteAllText(Path.Combine(next, "new"), "");
                File.Exists(Path.Combine(Place, "old")).ShouldBeTrue();
            }
        );

        Entries().ShouldBe(["1.0.0", "1.0.0/new"]);
    }

    [Test]
    public void A_fill_that_fails_leaves_the_old_folder_and_nothing_else()
    {
        Replace("old");

        Should.Throw<InvalidOperationException>(() =>
            AtomicFolder.Replace(
                Place,
                next =>
                {
                    File.WriteAllText(Path.Combine(next, "half"), "");
                    throw new InvalidOperationException("full");
                }
            )
        );

        Entries().ShouldBe(["1.0.0", "1.0.0/old"]);
    }

    [Test]
    public void What_a_killed_run_left_half_filled_is_removed()
    {
        Leave("next", "half");

        Replace("new");

        Entries().ShouldBe(["1.0.0", "1.0.0/new"]);
    }

    [Test]
    public void What_a_run_moved_away_before_it_was_killed_is_put_back_when_nothing_new_comes()
    {
        Leave("previous", "old");
        Leave("next", "half");

        Should.Throw<InvalidOperationException>(() =>
            AtomicFolder.Replace(Place, _ => throw new InvalidOperationException("full"))
        );

        Entries().ShouldBe(["1.0.0", "1.0.0/old"]);
    }

    [Test]
    public void What_another_process_is_filling_is_left_to_it()
    {
        var other = Path.Combine(_folder.Path, "built", ".1.0.0.1-7.next");
        Directory.CreateDirectory(other);

        Replace("new");
        AtomicFolder.Delete(Place);

        Entries().ShouldBe([".1.0.0.1-7.next"]);
    }

    [Test]
    public void Many_may_replace_one_folder_at_once()
    {
        Parallel.For(0, 200, index => Replace($"{index}"));

        Directory.GetFiles(Place).Length.ShouldBe(1);
        Directory.GetDirectories(Path.GetDirectoryName(Place)!).ShouldBe([Place]);
    }

    [Test]
    public void Deleting_removes_what_killed_runs_left_too()
    {
        Replace("old");
        Leave("next", "half");
        Leave("previous", "older");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "built", ".1.0.0.keep"));

        AtomicFolder.Delete(Place);
        AtomicFolder.Delete(Place);

        Entries().ShouldBe([".1.0.0.keep"]);
    }

    private void Replace(string file) =>
        AtomicFolder.Replace(Place, next => File.WriteAllText(Path.Combine(next, file), ""));

    private void Leave(string suffix, string file)
    {
        var folder = Path.Combine(_folder.Path, "built", $".1.0.0.{NoProcess}-7.{suffix}");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, file), "");
    }

    private IEnumerable<string> Entries()
    {
        var root = Path.Combine(_folder.Path, "built");
        return Directory
            .EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)
            .Select(entry => Path.GetRelativePath(root, entry))
            .Order(StringComparer.Ordinal);
    }
}
