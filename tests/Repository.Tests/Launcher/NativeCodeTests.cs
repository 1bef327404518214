using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using Repository.Tests.CommandLine;

namespace Repository.Tests.Launcher;

/// <summary>Native code for machines other than this one, which Pack puts into packages of their own. That it runs there is not known here.</summary>
public sealed class NativeCodeTests
{
    /// <summary>What https://github.com/dotnet/runtime/blob/main/docs/design/coreclr/botr/readytorun-format.md says of a machine and of its system.</summary>
    [TestCase("linux-arm64", 0xAA64 ^ 0x7B79)]
    [TestCase("osx-arm64", 0xAA64 ^ 0x4644)]
    [TestCase("win-x64", 0x8664)]
    [CancelAfter(170_000)]
    public void Is_made_with_this_machines_own_compiler(string machine, int header)
    {
        using var folder = new TemporaryFolder();
        var published = Directory.CreateDirectory(Path.Combine(folder.Path, "published")).FullName;
        var library = Path.Combine(published, "CliWrap.dll");
        File.Copy(Path.Combine(Path.GetDirectoryName(SourceTree.Program)!, "CliWrap.dll"), library);
        var before = File.ReadAllBytes(library);

        ExternalProgram.Run(
            SourceTree.Root,
            MachineTool.DotNet,
            "msbuild",
            "build/PathToProd.Host",
            "-restore",
            "-target:CompileToNativeCode",
            "-nologo",
            "-verbosity:quiet",
            "-nodeReuse:false",
            "-p:HostReadyToRun=true",
            $"-p:NativeMachine={machine}",
            $"-p:ManagedPublishDir={Path.Combine(folder.Path, "managed")}/",
            $"-p:PublishDir={published}/",
            $"-p:ArtifactsPath={Path.Combine(folder.Path, "made")}"
        );

        using var file = new PEReader(File.OpenRead(library));
        ((int)file.PEHeaders.CoffHeader.Machine).ShouldBe(header);
        file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size.ShouldBeGreaterThan(0);
        File.ReadAllBytes(Path.Combine(folder.Path, "managed", "CliWrap.dll")).ShouldBe(before);
    }

    [TestCase("linux-x64+linux-arm64", "linux-x64 linux-arm64 any")]
    [TestCase("", "any")]
    public void The_tool_names_a_package_for_each_machine_and_one_for_the_others(string machines, string packages)
    {
        var end = ExternalProgram.End(
            SourceTree.Root,
            MachineTool.DotNet,
            "msbuild",
            "build/packages/tool",
            $"-p:Machines={machines}",
            "-p:Payload=nothing",
            "-getItem:ToolMachine"
        );

        JsonNode.Parse(end.Output)!["Items"]!["ToolMachine"]!
            .AsArray()
            .Select(item => item!["Identity"]!.ToString())
            .ShouldBe(packages.Split(' '));
    }
}
