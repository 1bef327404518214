using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tasks.Stages;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Cake's view of the process, with the component's folder as the working directory. Cake's own changes the directory of
/// the whole process, which components that run at once would fight over.
/// </summary>
internal sealed class ComponentEnvironment(ComponentSession session) : ICakeEnvironment
{
    private readonly CakeEnvironment _process = new(new CakePlatform(), new CakeRuntime());
    private DirectoryPath _workingDirectory = session.Folder;

    public DirectoryPath WorkingDirectory
    {
        get => _workingDirectory;
        set => _workingDirectory = value.MakeAbsolute(_workingDirectory);
    }

    public DirectoryPath UserHomeDirectory => _process.UserHomeDirectory;

    public DirectoryPath ApplicationRoot => _process.ApplicationRoot;

    public ICakePlatform Platform => _process.Platform;

    public ICakeRuntime Runtime => _process.Runtime;

    public DirectoryPath GetSpecialPath(SpecialPath path) => _process.GetSpecialPath(path);

    public string GetEnvironmentVariable(string variable) => _process.GetEnvironmentVariable(variable);

    public IDictionary<string, string> GetEnvironmentVariables() => _process.GetEnvironmentVariables();
}
