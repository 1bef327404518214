using Cake.Core;
using Cake.Core.IO;

namespace PathToProd.Tasks.Tests.Tools;

/// <summary>An environment whose variables are the test's own.</summary>
internal sealed class FakeEnvironment(string folder) : ICakeEnvironment
{
    public Dictionary<string, string> Variables { get; } = [];

    public DirectoryPath WorkingDirectory { get; set; } = folder;
    public DirectoryPath UserHomeDirectory => folder;
    public DirectoryPath ApplicationRoot => folder;
    public ICakePlatform Platform { get; } = new CakePlatform();
    public ICakeRuntime Runtime { get; } = new CakeRuntime();

    public DirectoryPath GetSpecialPath(SpecialPath path) => folder;

    public string? GetEnvironmentVariable(string variable) => Variables.GetValueOrDefault(variable);

    public IDictionary<string, string> GetEnvironmentVariables() => Variables;
}
