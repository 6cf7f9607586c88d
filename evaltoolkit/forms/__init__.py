"""The official self-evaluation form (项目支出绩效自评表): written, read and audited by one description."""
