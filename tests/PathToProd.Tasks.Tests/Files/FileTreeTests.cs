using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Files;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FileTreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Root => Path.Combine(_folder.Path, "component");

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Files_come_in_ordinal_order_of_their_paths()
    {
        Write("b/a.txt", "b.txt", "B.txt", "a/z.txt", "b-1.txt", "é.txt");

        FileTree.Files(Root).ShouldBe(["B.txt", "a/z.txt", "b-1.txt", "b.txt", "b/a.txt", "é.txt"]);
    }

    [Test]
    public void What_tools_and_editors_leave_does_not_count()
    {
        Write(".git/config", ".terraform/x", "a/.terraform/y", "bin/x.dll", "obj/x", "Own.csproj");
        Write("terraform.tfstate", "terraform.tfstate.backup", "values.yaml~", "sub/.git");
        Write(".helmignore", ".terraform.lock.hcl", "chart/bin/agent.sh", "chart/obj/x", "tfstate.md");

        FileTree
            .Files(Root)
            .ShouldBe([
                ".helmignore",
                ".terraform.lock.hcl",
                "Own.csproj",
                "chart/bin/agent.sh",
                "chart/obj/x",
                "tfstate.md",
            ]);
    }

    [Test]
    public void Links_inside_the_folder_are_followed()
    {
        Write("shared/values.yaml");
        Link("values.yaml", "shared/values.yaml");
        Link("copies", "shared");

        FileTree.Files(Root).ShouldBe(["copies/values.yaml", "shared/values.yaml", "values.yaml"]);
    }

    [Test]
    public void A_copy_holds_the_files_that_count_with_their_modes_and_links_as_files()
    {
        Write("a/run.sh", "plain", "left~");
        MakeExecutable("a/run.sh");
        Link("link.sh", "a/run.sh");
        var copy = Path.Combine(_folder.Path, "copy");

        FileTree.Copy(Root, copy);

        FileTree.Files(copy).ShouldBe(["a/run.sh", "link.sh", "plain"]);
        new FileInfo(Path.Combine(copy, "link.sh")).LinkTarget.ShouldBeNull();
        TreeDigest.Of(copy).ShouldBe(TreeDigest.Of(Root));
    }

    [TestCase("../outside.txt", "{0}/outside.txt, outside the component's folder")]
    [TestCase("/etc/hostname", "/etc/hostname, outside the component's folder")]
    [TestCase("..", "{0}, outside the component's folder")]
    [TestCase(".", "{0}/component, in a circle")]
    [TestCase("link", "link, in a circle")]
    [TestCase("nowhere.txt", "{0}/component/nowhere.txt, which does not exist")]
    public void Links_that_lead_anywhere_else_are_refused(string target, string leadsTo)
    {
        Write("a.txt");
        File.WriteAllText(Path.Combine(_folder.Path, "outside.txt"), "");
        Link("link", target);

        Refusal()
            .ShouldBe(
                $"{Root}/link: the symbolic link leads to {leadsTo.Replace("{0}", _folder.Path)}; replace it by the file itself"
            );
    }

    [Test]
    public void Links_that_make_a_circle_together_are_refused()
    {
        Write("x/1", "y/2");
        Link("x/to-y", "../y");
        Link("y/to-x", "../x");

        Refusal().ShouldEndWith(", in a circle; replace it by the file itself");
    }

    [Test]
    public void Links_that_point_at_each_other_are_refused()
    {
        Write("a.txt");
        Link("one", "two");
        Link("two", "one");

        Refusal().ShouldEndWith(", in a circle; replace it by the file itself");
    }

    [Test]
    public void A_link_to_a_folder_whose_name_only_begins_like_ours_leads_outside()
    {
        Write("a.txt");
        Directory.CreateDirectory(Root + "-2");
        Link("link", "../component-2");

        Refusal().ShouldContain("component-2, outside the component's folder");
    }

    private string Refusal()
    {
        var failure = Should.Throw<PlatformException>(() => FileTree.Files(Root));
        failure.ExitCode.ShouldBe(ExitCode.WrongInput);
        return failure.Message;
    }

    private void Write(params string[] files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(Root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file);
        }
    }

    private void Link(string link, string target) => File.CreateSymbolicLink(Path.Combine(Root, link), target);

#pragma warning disable CA1416 // modes are set where there are modes
    private void MakeExecutable(string file) =>
        File.SetUnixFileMode(Path.Combine(Root, file), UnixFileMode.UserRead | UnixFileMode.UserExecute);
#pragma warning restore CA1416
}
