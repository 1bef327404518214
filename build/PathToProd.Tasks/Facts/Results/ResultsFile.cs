using PathToProd.Facts.Results;
using PathToProd.Facts.Sources;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Results;

/// <summary>
/// What this checkout remembers of stages that passed, in <c>artifacts/results/</c>: one file of results, read once in a
/// run, and beside it the inputs of each by name, which only explanations read. All of it may be deleted at any time.
/// </summary>
public sealed class ResultsFile
{
    private readonly string _folder;
    private readonly AppendOnlyFile _file;
    private readonly Lazy<PassedStages> _stages;
    private readonly Lock _oneAtATime = new();

    /// <summary>The results of a checkout.</summary>
    public ResultsFile(Workspace workspace)
    {
        _folder = workspace.Results;
        var path = Path.Combine(_folder, "passed.tsv");
        _file = new AppendOnlyFile(path, $"the results {workspace.Show(path)}", isDurable: false);
        _stages = new Lazy<PassedStages>(Read);
    }

    /// <summary>The result for exactly these inputs; null when there is none.</summary>
    public PassedStage? Find(string component, string stage, Digest key)
    {
        lock (_oneAtATime)
        {
            return _stages.Value.Find(component, stage, key);
        }
    }

    /// <summary>The last result of a stage, whatever its inputs were; null when there is none.</summary>
    public PassedStage? Last(string component, string stage)
    {
        lock (_oneAtATime)
        {
            return _stages.Value.Last(component, stage);
        }
    }

    /// <summary>The inputs of a result by name; null when they are not here.</summary>
    public InputDigests? Inputs(Digest key)
    {
        var file = InputsFile(key);
        try
        {
            return key.IsValid && File.Exists(file) ? InputDigests.FromJson(File.ReadAllText(file)) : null;
        }
        catch (FormatException)
        {
            // Damaged: an explanation then says less, and nothing depends on it.
            return null;
        }
    }

    /// <summary>Remembers that a stage passed.</summary>
    public void Remember(PassedStage stage, InputDigests inputs)
    {
        Keep(stage.Key, inputs);
        _file.Append(PassedStages.Write(stage));
        lock (_oneAtATime)
        {
            _stages.Value.Add(stage);
        }
    }

    /// <summary>Keeps inputs by name, so that a later explanation can say which of them changed.</summary>
    /// <param name="key">A digest of them, by which they are found again.</param>
    /// <param name="inputs">The inputs.</param>
    public void Keep(Digest key, InputDigests inputs)
    {
        if (!File.Exists(InputsFile(key)))
        {
            AtomicFile.Write(InputsFile(key), inputs.ToJson());
        }
    }

    /// <summary>Keeps the values of a deployment, in which secrets are only named, so that it can be looked at later with exactly these.</summary>
    /// <param name="key">Their digest.</param>
    /// <param name="json">The values.</param>
    public void KeepValues(Digest key, string json)
    {
        if (!File.Exists(ValuesFile(key)))
        {
            AtomicFile.Write(ValuesFile(key), json);
        }
    }

    /// <summary>The values of that digest; null when they are not here.</summary>
    public string? Values(Digest key) => key.IsValid ? SmallFile.ReadText(ValuesFile(key)) : null;

    /// <summary>Takes a result back before the stage runs again, so that a failure leaves none.</summary>
    public void Forget(string component, string stage, Digest key)
    {
        if (Find(component, stage, key) is null)
        {
            return;
        }

        _file.Append(PassedStages.WriteForgotten(component, stage, key));
        lock (_oneAtATime)
        {
            _stages.Value.Forget(component, stage, key);
        }
    }

    private PassedStages Read()
    {
        var stages = PassedStages.Read(_file.ReadAll());
        if (stages.IsMostlyOld)
        {
            _file.Rewrite(text => PassedStages.Read(text).Write());
        }

        return stages;
    }

    private string ValuesFile(Digest key) => Path.Combine(_folder, "values", $"{key.Hex}.json");

    private string InputsFile(Digest key) => Path.Combine(_folder, "inputs", $"{key.Hex}.json");
}
