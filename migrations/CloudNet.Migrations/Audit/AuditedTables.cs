using CloudNet.Store.Isolation;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CloudNet.Migrations.Audit;

/// <summary>
/// The triggers that write the audit log: one line in a migration for each table whose changes are somebody's doing, and again
/// where it gets a column. Tests read the catalogue, and fail where a table or a column has none and is not named there.
/// </summary>
internal static class AuditedTables
{
    /// <summary>Writes each change of a row of the table into the log.</summary>
    /// <param name="builder">The migration.</param>
    /// <param name="table">The table.</param>
    /// <param name="kind">What its rows are called in the log.</param>
    /// <param name="id">The column that names a row; of type <c>uuid</c>.</param>
    /// <param name="name">The column with the name that people know it by; empty: that of its user.</param>
    /// <param name="columns">
    /// The columns that are told. No secret's, and no hash's. One that begins with <c>+</c> is told of each change, any other
    /// where it changed. A change that touches none of them is not told.
    /// </param>
    public static void Audits(this MigrationBuilder builder, string table, string kind, string id, string name, params string[] columns)
    {
        builder.Sql($"""
            CREATE OR REPLACE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION audit({Arguments(kind, id, name, columns)})
            """);
    }

    /// <summary>
    /// The same for a table that gets many rows at a time: what is added is told once a statement. (What is changed is not: a statement's
    /// trigger sees the rows before and the rows after, and not which of them are the same.)
    /// </summary>
    /// <param name="builder">The migration.</param>
    /// <param name="table">The table.</param>
    /// <param name="kind">As above.</param>
    /// <param name="id">As above.</param>
    /// <param name="name">As above.</param>
    /// <param name="columns">As above.</param>
    public static void AuditsMany(this MigrationBuilder builder, string table, string kind, string id, string name, params string[] columns)
    {
        var arguments = Arguments(kind, id, name, columns);
        builder.Sql($"""
            CREATE OR REPLACE TRIGGER audit AFTER UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION audit({arguments});
            DROP TRIGGER IF EXISTS audit_added ON {table};
            CREATE TRIGGER audit_added AFTER INSERT ON {table} REFERENCING NEW TABLE AS added
            FOR EACH STATEMENT EXECUTE FUNCTION audit_added({arguments});
            """);
    }

    /// <summary>Writes no more of them.</summary>
    public static void AuditsNoMore(this MigrationBuilder builder, string table) => builder.Sql($"DROP TRIGGER IF EXISTS audit ON {table}");

    /// <summary>The controller may read the log, and let what is old go; it may not write it.</summary>
    public static void LogIsReadOnly(this MigrationBuilder builder) => builder.Sql($"""
        REVOKE INSERT, UPDATE, DELETE ON audit FROM {DatabaseRoles.System};
        REVOKE ALL ON FUNCTION trim_audit(timestamptz, integer) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION trim_audit(timestamptz, integer) TO {DatabaseRoles.System};
        """);

    private static string Arguments(string kind, string id, string name, string[] columns) => string.Join(", ",
        columns.Select(column => $"{(column[0] == '+' ? "+" : "")}{Told(column.TrimStart('+'))}:{column.TrimStart('+')}")
            .Prepend(name).Prepend(id).Prepend(kind).Select(text => $"'{text}'"));

    // As the API calls it: subnet_length is told as subnetLength.
    private static string Told(string column)
    {
        var words = column.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
