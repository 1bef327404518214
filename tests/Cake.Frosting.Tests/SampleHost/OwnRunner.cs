using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace SampleHost;

/// <summary>A process runner that the program registers: its processes are its own business.</summary>
public sealed class OwnRunner(
    IFileSystem fileSystem,
    ICakeEnvironment environment,
    ICakeLog log,
    IToolLocator tools,
    ICakeConfiguration configuration
) : IProcessRunner
{
    private readonly ProcessRunner _runner = new(fileSystem, environment, log, tools, configuration);

    public IProcess Start(FilePath filePath, ProcessSettings settings) => _runner.Start(filePath, settings);
}
