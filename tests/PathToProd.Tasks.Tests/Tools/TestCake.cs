using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace PathToProd.Tasks.Tests.Tools;

/// <summary>A Cake context over a folder of its own: with a recording process runner, or with Cake's real one.</summary>
internal sealed class TestCake : ICakeContext, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeEnvironment _variables;

    private TestCake(Func<TestCake, IProcessRunner> runner)
    {
        _variables = new FakeEnvironment(Folder);
        Globber = new Globber(FileSystem, Environment);
        Configuration = new CakeConfiguration(new Dictionary<string, string>());
        Tools = new ToolLocator(
            Environment,
            new ToolRepository(Environment),
            new ToolResolutionStrategy(FileSystem, Environment, Globber, Configuration, Log)
        );
        ProcessRunner = runner(this);
    }

    public string Folder => _folder.Path;
    public IFileSystem FileSystem { get; } = new FileSystem();
    public ICakeEnvironment Environment => _variables;
    public IDictionary<string, string> Variables => _variables.Variables;
    public IGlobber Globber { get; }
    public ICakeLog Log { get; } = new NullLog();
    public IProcessRunner ProcessRunner { get; }
    public IToolLocator Tools { get; }
    public ICakeConfiguration Configuration { get; }
    public RecordingRunner Recorder => (RecordingRunner)ProcessRunner;

    public ICakeArguments Arguments => throw new NotSupportedException();
    public IRegistry Registry => throw new NotSupportedException();
    public ICakeDataResolver Data => throw new NotSupportedException();

    /// <summary>Nothing is started: calls are recorded and answered as set up. The tools seem to be there.</summary>
    public static TestCake Recording()
    {
        var cake = new TestCake(_ => new RecordingRunner());
        foreach (var tool in new[] { "terraform", "helm", "kubectl", "skopeo", "ssh-keygen" })
        {
            var path = System.IO.Path.Combine(cake.Folder, tool);
            File.WriteAllText(path, "");
            cake.Tools.RegisterFile(path);
        }

        return cake;
    }

    /// <summary>No tool is there.</summary>
    public static TestCake Empty() => new(_ => new RecordingRunner());

    /// <summary>The tool is really started, by Cake's own process runner.</summary>
    public static TestCake Real(string tool)
    {
        var cake = new TestCake(cake => new ProcessRunner(
            cake.FileSystem,
            cake.Environment,
            cake.Log,
            cake.Tools,
            cake.Configuration
        ));
        cake.Tools.RegisterFile(tool);
        return cake;
    }

    public string Write(string name, string content) => _folder.Write(name, content);

    public void Dispose() => _folder.Dispose();
}
