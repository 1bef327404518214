using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Frosting;

/// <summary>Cake's own process runner, whose processes end with an interrupted run.</summary>
internal sealed class InterruptibleProcessRunner(
    IFileSystem fileSystem,
    ICakeEnvironment environment,
    ICakeLog log,
    IToolLocator tools,
    ICakeConfiguration configuration,
    Interruption interruption
) : IProcessRunner
{
    private readonly ProcessRunner _runner = new(fileSystem, environment, log, tools, configuration);

    public IProcess Start(FilePath filePath, ProcessSettings settings)
    {
        interruption.ThrowIfStopped();
        var process = _runner.Start(filePath, settings);
        interruption.Watch(process);
        return process;
    }
}
