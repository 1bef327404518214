using System.Globalization;

namespace PathToProd.Facts.Changes;

/// <summary>What GitLab shows in a merge request of a plan (<c>artifacts:reports:terraform</c>): three numbers, of all environments together.</summary>
public static class TerraformWidget
{
    /// <summary>The file's text; null when nothing was planned, of which zeros would say that nothing changes.</summary>
    public static string? Write(IReadOnlyCollection<ChangePlan> plans)
    {
        if (plans.Count == 0)
        {
            return null;
        }

        var (create, update, delete) = (0L, 0L, 0L);
        foreach (var plan in plans)
        {
            (create, update, delete) = (create + plan.Create, update + plan.Update, delete + plan.Delete);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"create\":{create},\"update\":{update},\"delete\":{delete}}}\n"
        );
    }
}
