using CloudNet.Controller.Audit;

namespace CloudNet.Controller.Tests.Audit;

public sealed class AuditCsvTests
{
    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("say \"hi\", you", "\"say \"\"hi\"\", you\"")]
    [InlineData("{\"a\":1}", "\"{\"\"a\"\":1}\"")]
    [InlineData(null, "\"\"")]
    public void A_cell_is_never_a_formula(string? text, string cell) => Assert.Equal(cell, AuditCsv.Cell(text));
}
