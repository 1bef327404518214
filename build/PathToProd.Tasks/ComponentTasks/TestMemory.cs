using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>
/// Remembers which content passed its tests: the component's whole folder, its values and what else counts for every
/// environment, the compiled tasks that tested it, and the tools.
/// </summary>
internal sealed class TestMemory
{
    private readonly string _file;
    private readonly string _key;
    private readonly string _run;

    private TestMemory(string file, string key, string run)
    {
        _file = file;
        _key = key;
        _run = run;
    }

    /// <summary>The run in which this very content passed; null when none did.</summary>
    public string? PassedBefore
    {
        get
        {
            try
            {
                var memory = File.Exists(_file) ? JsonNode.Parse(File.ReadAllText(_file)) : null;
                return memory?["content"]?.ToString() == _key ? memory["run"]?.ToString() : null;
            }
            catch (JsonException)
            {
                // Not ours, or damaged: the tests run again and write it anew.
                return null;
            }
        }
    }

    public static TestMemory Of(ComponentContext context)
    {
        var inputs = new StringBuilder();
        inputs.Append(TreeDigest.Of(context.Workspace.Component(context.Component.Name))).Append('\n');
        inputs.Append(context.TasksDigest).Append('\n');
        foreach (var environment in context.Model.DeployableEnvironments)
        {
            var values = context.TestValues(environment).Digest;
            inputs.Append($"{environment.Name} {environment.Provider} {environment.KubernetesVersion} {values}\n");
        }

        foreach (var tool in context.FoundTools)
        {
            inputs.Append($"{tool.Name} {tool.Version}\n");
        }

        var key = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(inputs.ToString())))}";
        return new TestMemory(context.Workspace.Tested(context.Component.Name), key, context.Run.ToString());
    }

    public void Forget()
    {
        if (File.Exists(_file))
        {
            File.Delete(_file);
        }
    }

    public void Remember() =>
        AtomicFile.Write(_file, new JsonObject { ["content"] = _key, ["run"] = _run }.ToJsonString() + "\n");
}
