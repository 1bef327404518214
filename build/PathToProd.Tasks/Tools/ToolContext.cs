using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;
using PathToProd.Tools.Calls;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tools;

/// <summary>What tool wrappers need of Cake, for work that belongs to no component's tasks.</summary>
internal sealed class ToolContext : ICakeContext
{
    /// <summary>A context in which some tools are found.</summary>
    /// <param name="scope">What their processes have in common.</param>
    /// <param name="tools">The tools.</param>
    public ToolContext(ProcessScope scope, params IEnumerable<FoundTool> tools)
    {
        Globber = new Globber(FileSystem, Environment);
        Tools = new ToolLocator(
            Environment,
            new ToolRepository(Environment),
            new ToolResolutionStrategy(FileSystem, Environment, Globber, Configuration, Log)
        );
        ProcessRunner = new CakeProcessRunner(Environment, () => scope);
        foreach (var tool in tools)
        {
            Tools.RegisterFile(tool.File);
        }
    }

    public IFileSystem FileSystem { get; } = new FileSystem();

    public ICakeEnvironment Environment { get; } = new CakeEnvironment(new CakePlatform(), new CakeRuntime());

    public IGlobber Globber { get; }

    public ICakeLog Log { get; } = new NullLog();

    public IProcessRunner ProcessRunner { get; }

    public IToolLocator Tools { get; }

    public ICakeConfiguration Configuration { get; } = new CakeConfiguration(new Dictionary<string, string>());

    public ICakeArguments Arguments => throw new NotSupportedException("There is no command line here.");

    public IRegistry Registry => throw new NotSupportedException("Tools do not need the registry of Windows.");

    public ICakeDataResolver Data => throw new NotSupportedException("There are no tasks here.");
}
