using System.Globalization;
using System.Text;
using PathToProd.Decisions.Leases;
using PathToProd.Facts.Promotions;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>The promotions in a file of this checkout, which people commit.</summary>
/// <param name="workspace">The checkout.</param>
internal sealed class PromotionFileLog(Workspace workspace) : IPromotionLog
{
    private readonly AppendOnlyFile _file = new(
        workspace.Promotions,
        $"the promotions {workspace.Show(workspace.Promotions)}",
        isDurable: true
    );

    public string Place => workspace.Show(workspace.Promotions);

    public PromotionLines Read()
    {
        var text = _file.ReadAll();
        return new PromotionLines(text, Encoding.UTF8.GetByteCount(text).ToString(CultureInfo.InvariantCulture));
    }

    public WriteOutcome TryAppend(string lines, PromotionLines over, PromotionRecord first) =>
        _file.TryAppend(
            lines.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            long.Parse(over.Mark, CultureInfo.InvariantCulture)
        )
            ? new WriteOutcome.Accepted(Place)
            : new WriteOutcome.Moved();
}
