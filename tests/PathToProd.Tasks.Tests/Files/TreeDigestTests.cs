using FsCheck;
using FsCheck.Fluent;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Tests.Files;

/// <summary>Small random trees: digests are equal when, and only when, paths, contents and executable bits are.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TreeDigestTests : IDisposable
{
    private const int Cases = 60;

    private static readonly Gen<TreeFile> AnyFile =
        from folder in Gen.Elements("", "a/", "b/", "a/b/")
        from name in Gen.Elements("x", "y", "é", "x y", ".h")
        from content in Gen.Elements("", "1", "2", "x\0-\0")
        from isExecutable in Gen.Elements(true, false)
        select new TreeFile(folder + name, content, isExecutable);

    private static readonly Arbitrary<TreeFile[]> AnyTree = (
        from files in AnyFile.ArrayOf()
        select files.DistinctBy(file => file.Path).Take(6).ToArray()
    ).ToArbitrary();

    private readonly TemporaryFolder _folder = new();
    private int _trees;

    public void Dispose() => _folder.Dispose();

    [Test]
    public void It_depends_on_neither_place_nor_time_nor_the_order_in_which_files_were_made() =>
        Prop.ForAll(
                AnyTree,
                files =>
                {
                    var one = Make(files, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
                    var other = Make([.. files.Reverse()], new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
                    return TreeDigest.Of(one) == TreeDigest.Of(other);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    [Test]
    public void It_differs_whenever_a_path_a_content_or_an_executable_bit_does() =>
        Prop.ForAll(
                AnyTree,
                AnyTree,
                (left, right) =>
                {
                    var areEqual = left.ToHashSet().SetEquals(right);
                    return TreeDigest.Of(Make(left)) == TreeDigest.Of(Make(right)) == areEqual;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    [Test]
    public void One_changed_file_changes_it()
    {
        var digest = TreeDigest.Of(Make([new TreeFile("a/x", "1", IsExecutable: false)]));

        TreeFile[] changed =
        [
            new("a/x", "2", IsExecutable: false),
            new("a/x", "1", IsExecutable: true),
            new("a/y", "1", IsExecutable: false),
            new("x", "1", IsExecutable: false),
        ];
        changed.Select(file => TreeDigest.Of(Make([file]))).ShouldAllBe(other => other != digest);
        digest!.ToString().ShouldBe("sha256:9b5a4b14aa5fe6da9b1783d92c7853e8d929d2b5733696249855a7f370b8cb1f");
    }

    [Test]
    public void A_folder_that_is_not_there_has_none() =>
        TreeDigest.Of(Path.Combine(_folder.Path, "nowhere")).ShouldBeNull();

    [Test]
    public void A_link_counts_as_the_file_that_it_leads_to()
    {
        var linked = Make([new TreeFile("plain", "1", IsExecutable: false)]);
        File.CreateSymbolicLink(Path.Combine(linked, "same"), "plain");
        var copied = Make([
            new TreeFile("plain", "1", IsExecutable: false),
            new TreeFile("same", "1", IsExecutable: false),
        ]);

        TreeDigest.Of(linked).ShouldBe(TreeDigest.Of(copied));
    }

    private string Make(TreeFile[] files, DateTime? written = null)
    {
        var root = Path.Combine(_folder.Path, $"{_trees++}");
        Directory.CreateDirectory(root);
        foreach (var file in files)
        {
            var path = Path.Combine(root, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Content);
            File.SetLastWriteTimeUtc(path, written ?? DateTime.UtcNow);
#pragma warning disable CA1416 // modes are set where there are modes
            File.SetUnixFileMode(
                path,
                UnixFileMode.UserRead | (file.IsExecutable ? UnixFileMode.UserExecute : UnixFileMode.UserWrite)
            );
#pragma warning restore CA1416
        }

        return root;
    }

    internal sealed record TreeFile(string Path, string Content, bool IsExecutable);
}
