using System.Text.Json.Nodes;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Files;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// A Terraform plan that was saved for review, with what it was made from. It is applied only while all of that is
/// still so, and never when a value in it was a placeholder. It holds the values of all variables, secrets included,
/// so no one else may look into its folder.
/// </summary>
internal sealed class SavedPlan
{
    private readonly ComponentContext _context;
    private readonly string _folder;

    private SavedPlan(ComponentContext context)
    {
        _context = context;
        _folder = context.Workspace.SavedPlan(context.EnvironmentManifest.Name, context.Component.Name);
    }

    public string File => Path.Combine(_folder, "plan.tfplan");

    private string Facts => Path.Combine(_folder, "plan.json");

    private string Again =>
        $"./build.sh --target=Plan --component={_context.Component.Name} --environment={_context.EnvironmentManifest.Name}";

    /// <summary>A plan that is about to be made. One that was saved before is forgotten now.</summary>
    public static SavedPlan New(ComponentContext context)
    {
        var plan = new SavedPlan(context);
        plan.Delete();
        PrivateFolder.Create(plan._folder);
        return plan;
    }

    /// <summary>The saved plan, if it may be applied.</summary>
    /// <exception cref="PlatformException">There is none, or it was made from something else, or with placeholders (exit code 3).</exception>
    public static SavedPlan Load(ComponentContext context)
    {
        var plan = new SavedPlan(context);
        if (!System.IO.File.Exists(plan.File) || !System.IO.File.Exists(plan.Facts))
        {
            throw plan.Refuse($"there is no saved plan in {context.Workspace.Show(plan._folder)}");
        }

        var facts = JsonNode.Parse(System.IO.File.ReadAllText(plan.Facts))!;
        if (facts["placeholders"] is JsonArray { Count: > 0 } placeholders)
        {
            throw plan.Refuse(
                $"it was made without knowing {string.Join(", ", placeholders)}, with placeholders in their place"
            );
        }

        if (facts["digest"]?.ToString() != context.Artifact.Digest.ToString())
        {
            throw plan.Refuse($"it was made for another artifact of {context.Component.Name}");
        }

        return facts["values"]?.ToString() == context.Values().Digest.ToString()
            ? plan
            : throw plan.Refuse("it was made with other values or inputs");
    }

    /// <summary>Writes what the plan was made from. Until then it does not count.</summary>
    public void Save()
    {
        var values = _context.Values();
        var facts = new JsonObject
        {
            ["digest"] = _context.Artifact.Digest.ToString(),
            ["values"] = values.Digest.ToString(),
            ["placeholders"] = new JsonArray([
                .. values.Placeholders.Select(placeholder => JsonValue.Create(placeholder)),
            ]),
            ["run"] = _context.Run.ToString(),
        };
        AtomicFile.Write(Facts, facts.ToJsonString() + "\n");
    }

    public void Delete()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private PlatformException Refuse(string why) =>
        new(
            ExitCode.Refused,
            $"The saved plan of {_context.Component.Name} for {_context.EnvironmentManifest.Name} is not applied, because {why}.\n"
                + $"Make a new one: {Again}"
        );
}
