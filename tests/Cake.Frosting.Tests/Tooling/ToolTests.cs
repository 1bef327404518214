using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Frosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests.Tooling;

internal sealed class ToolTests
{
    [Test]
    public void A_tool_is_installed_before_the_tasks_and_can_be_found()
    {
        var host = new HostFixture().With<FindTool>();
        host.Host.UsePackageInstaller<SampleInstaller>().InstallTool(new Uri("sample:?package=thing"));
        host.Run("--target=FindTool").ShouldBe(0);
        host.Journal.Text.ShouldBe("installed thing | /nowhere/thing.exe");
    }

    [TestCase("--tree")]
    [TestCase("--dryrun")]
    public void Tasks_are_made_and_tools_installed_even_when_nothing_runs(string option)
    {
        var host = new HostFixture().With<Made>();
        host.Host.UsePackageInstaller<SampleInstaller>().InstallTool(new Uri("sample:?package=thing"));
        host.Run("--target=Made", option).ShouldBe(0);
        host.Journal.Text.ShouldBe("made | installed thing");
    }

    [Test]
    public void The_context_and_the_lifetimes_are_made_before_a_tool_is_installed()
    {
        var host = new HostFixture().With<Made>();
        host.Host.UseContext<MadeContext>().UseLifetime<MadeLifetime>().InstallTool(new Uri("unknown:?package=thing"));
        host.Run("--target=Made").ShouldBe(1);
        host.Journal.Text.ShouldBe("context made | made | lifetime made");
    }

    [Test]
    public void A_scheme_that_no_installer_knows_is_reported()
    {
        var host = new HostFixture().With<FindTool>();
        host.Host.InstallTool(new Uri("unknown:?package=thing"));
        host.Run("--target=FindTool").ShouldBe(1);
        host.Errors.ShouldBe(
            "Error: Could not find an installer for the 'unknown' scheme, "
                + "which the tool 'unknown:?package=thing' asks for.\n"
        );
    }

    [Test]
    public void Nothing_installed_is_an_error()
    {
        var host = new HostFixture().With<FindTool>();
        host.Host.UsePackageInstaller<EmptyInstaller>().InstallTool(new Uri("empty:?package=thing"));
        host.Run("--target=FindTool").ShouldBe(1);
        host.Errors.ShouldContain("Failed to install tool 'thing'");
    }

    [Test]
    public void The_installer_can_be_replaced()
    {
        var host = new HostFixture().With<FindTool>();
        host.Host.ConfigureServices(services =>
            services.UseTool(new Uri("unknown:?package=thing")).AddSingleton<IToolInstaller, TellInstaller>()
        );
        host.Run("--target=FindTool").ShouldBe(0);
        host.Journal.Text.ShouldStartWith("asked for thing");
    }

    [TestCase("nuget:?package=thing")]
    [TestCase("dotnet:?package=thing")]
    public void Cakes_own_installers_are_there_when_asked(string address)
    {
        var host = new HostFixture().With<AskInstallers>();
        host.Run("--target=AskInstallers", $"--address={address}").ShouldBe(0);
        host.Journal.Text.ShouldBe("1 can install");
    }

    private sealed class Made : FrostingTask
    {
        public Made(Journal journal)
        {
            journal.Add("made");
        }
    }

    private sealed class MadeContext : FrostingContext
    {
        public MadeContext(ICakeContext context, Journal journal)
            : base(context)
        {
            journal.Add("context made");
        }
    }

    private sealed class MadeLifetime : FrostingLifetime
    {
        public MadeLifetime(Journal journal)
        {
            journal.Add("lifetime made");
        }

        public override void Setup(ICakeContext context, ISetupContext info) { }

        public override void Teardown(ICakeContext context, ITeardownContext info) { }
    }

    private sealed class FindTool(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) =>
            journal.Add($"{context.Tools.Resolve("thing.exe")?.FullPath}");
    }

    private sealed class AskInstallers(Journal journal, IEnumerable<IPackageInstaller> installers) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            var package = new PackageReference(context.Arguments.GetArguments("address").First());
            journal.Add($"{installers.Count(one => one.CanInstall(package, PackageType.Tool))} can install");
        }
    }

    private sealed class SampleInstaller(Journal journal, IFileSystem files) : IPackageInstaller
    {
        public bool CanInstall(PackageReference package, PackageType type) => package.Scheme == "sample";

        public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path)
        {
            journal.Add($"installed {package.Package}");
            return [files.GetFile("/nowhere/thing.exe")];
        }
    }

    private sealed class EmptyInstaller : IPackageInstaller
    {
        public bool CanInstall(PackageReference package, PackageType type) => package.Scheme == "empty";

        public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path) => [];
    }

    private sealed class TellInstaller(Journal journal) : IToolInstaller
    {
        public void Install(PackageReference tool) => journal.Add($"asked for {tool.Package}");
    }
}
